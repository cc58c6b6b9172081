# `make demo` and `make test` do all their own set-up. Nothing is written outside this folder.
# `make demo` 与 `make test` 自行完成全部准备工作，不会写入本文件夹以外的位置。

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
OCR := $(VENV)/.ocr
DEMO := .demo
COPY := 示例档案库
PAPER := 打印件
PHOTO := 收件箱/微信图片_20251020093012.jpg

.DEFAULT_GOAL := help
.PHONY: help demo oracles test lint bench kills flips sample messages clean

help:
	@echo "make demo      check, audit and print a copy of the sample archive / 检查、审核并打印示例档案库的副本"
	@echo "make test      run all tests / 运行全部测试"
	@echo "make lint      style, types, layers / 代码风格、类型与分层"
	@echo "make bench     measure speed and memory / 测量速度与内存"
	@echo "make kills     kill commands at random moments, hundreds of times / 随机中断命令数百次"
	@echo "make flips     flip bits in thousands of places / 在数千处翻转一个比特，看是否都能发现"
	@echo "make sample    make sample_archive/ again / 重新生成示例档案库"
	@echo "make messages  gather and compile the translations / 收集并编译译文"
	@echo "make clean     remove what these commands made / 清除以上命令的产物"

# pip's own settings (PIP_INDEX_URL, PIP_CERT, a configuration file …) are honoured.
$(READY): constraints.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo ">> Python 3.11 or newer is needed: make PYTHON=… / 需要 Python 3.11 或更高版本"; exit 1; }
	@echo ">> Making a Python environment in $(VENV) … / 正在 $(VENV) 中建立 Python 环境……"
	@$(PYTHON) -m venv --clear $(VENV) || { \
	    echo ">> It needs the package python3-venv / 请先安装 python3-venv"; exit 1; }
	@echo ">> Installing what archivist needs (about 150 MB, a minute or two) …" \
	    "/ 正在安装所需的软件包（约 150 MB，需一两分钟）……"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check \
	    --require-hashes -r constraints.txt
	@echo ">> Installing archivist itself … / 正在安装 archivist……"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check \
	    --no-deps --no-build-isolation --editable .
	@touch $@

# 0 and 1 are verdicts; anything above means that archivist could not do its work.
run = cd "$(DEMO)/$(COPY)" && "$(CURDIR)/$(BIN)/archivist" $(1) || [ $$? -eq 1 ]

demo: $(READY)
	@if [ -d $(DEMO) ]; then kept=$(DEMO)-$$(date +%Y%m%d-%H%M%S) && mv $(DEMO) $$kept && \
	    echo ">> The earlier copy is kept in $$kept / 上次的副本保留在 $$kept"; fi
	@mkdir $(DEMO)
	@echo ">> Copying sample_archive/ to $(DEMO)/$(COPY) … / 正在复制示例档案库……"
	@cp -Rp sample_archive $(DEMO)/$(COPY)
	@echo ">> archivist status: what waits in the inbox / 收件箱里待处理的文件"
	@$(call run,status)
	@echo ">> archivist describe, archivist file: describe a photo and file it / 著录一张照片并归档"
	@$(call run,describe $(PHOTO) --cause 缆道绞车检修 --date 2025.10.20 --shot 2025.10.20 \
	    --place 缆道房 --nobody --source 白淼)
	@$(call run,file $(PHOTO) --to "河套灌区测流创新工作室/07/20251020 缆道绞车检修" --class C1)
	@echo ">> archivist undo 2: take both back / 撤销最近两次"
	@$(call run,undo 2)
	@echo ">> archivist check / 检查"
	@$(call run,check)
	@echo ">> archivist audit --period 2025 --as-of 2025-12-31 / 审核"
	@$(call run,audit --period 2025 --as-of 2025-12-31)
	@echo ">> archivist audit --rubric xbnh-2025 --period 2025-Q1 / 按考核细则算分"
	@$(call run,audit --rubric xbnh-2025 --period 2025-Q1 --as-of 2025-12-31)
	@echo ">> archivist audit --format html / 生成可打印的审核报告"
	@$(call run,audit --rubric xbnh-2025 --period 2025-Q1 --as-of 2025-12-31 --format html > ../audit.html)
	@echo ">> archivist print labels, disc, catalogue, photos, report / 打印标签、目录、照片册页和评分报告"
	@mkdir "$(DEMO)/$(PAPER)"
	@$(call run,print labels --as-of 2025-12-31 -o ../$(PAPER)/标签.pdf)
	@$(call run,print disc --as-of 2025-12-31 -o ../$(PAPER)/光盘.pdf)
	@$(call run,box print --as-of 2025-12-31 -o ../$(PAPER)/盒内目录.pdf)
	@$(call run,print catalogue --as-of 2025-12-31 -o ../$(PAPER)/三级目录.pdf)
	@$(call run,print photos --as-of 2025-12-31 -o ../$(PAPER)/照片册页.pdf)
	@$(call run,print report --rubric xbnh-2025 --period 2025-Q1 --as-of 2025-12-31 -o ../$(PAPER)/考核评分.pdf)
	@echo ">> archivist seal, verify --report / 固化、校验、四性检测报告"
	@$(call run,seal -q)
	@$(call run,verify -q --report ../$(PAPER)/四性检测报告.pdf)
	@echo ">> archivist backup, backup test / 备份、恢复演练"
	@$(call run,backup ../备份 -q)
	@$(call run,backup test -q)
	@echo ">> archivist disc make, pack --bagit / 光盘映像、移交包"
	@mkdir "$(DEMO)/光盘映像"
	@$(call run,disc make ../光盘映像 --media CD -q)
	@$(call run,pack ../移交2025.zip --bagit --period 2025 -q)
	@$(call run,check-bag ../移交2025.zip)
	@echo ">> What was printed, as PDF files / 打印件（PDF）在:"
	@echo "   $(CURDIR)/$(DEMO)/$(PAPER)"
	@echo ">> The report, to be opened in a browser / 报告（用浏览器打开）:"
	@echo "   $(CURDIR)/$(DEMO)/audit.html"
	@echo ">> To go on trying with the copy / 接着在副本上试用:"
	@echo "   cd \"$(CURDIR)/$(DEMO)/$(COPY)\""
	@echo "   \"$(CURDIR)/$(BIN)/archivist\" check"

# Independent readers of what archivist wrote; tests that need one that is missing are skipped.
oracles:
	@for each in exiftool:libimage-exiftool-perl 7z:p7zip-full xorriso:xorriso; do \
	    command -v "$${each%%:*}" >/dev/null || echo "$${each##*:}"; done >.oracles; \
	    packages=$$(cat .oracles); rm -f .oracles; [ -z "$$packages" ] || { \
	    [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && { \
	    echo ">> Installing independent readers with apt-get:" $$packages "/ 正在用 apt-get 安装独立的读取程序"; \
	    apt-get update -qq && apt-get install -y -qq --no-install-recommends $$packages >/dev/null; }; } || \
	    echo ">> Missing:" $$packages "- tests that need them are skipped / 未安装以上程序，跳过相关测试"

# The extra "ocr": without it the tests of recognition are skipped.
$(OCR): constraints-ocr.txt $(READY)
	@echo ">> Installing what recognises scanned pages (about 200 MB) … / 正在安装文字识别（约 200 MB）……"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check \
	    --require-hashes -r constraints-ocr.txt
	@touch $@

test: $(READY) $(OCR) oracles
	@echo ">> Running all tests … / 正在运行全部测试……"
	@$(BIN)/python -m pytest --cov --numprocesses auto --dist worksteal

lint: $(READY)
	@echo ">> Style / 代码风格"
	@$(BIN)/python -m ruff check
	@$(BIN)/python -m ruff format --check
	@echo ">> Types / 类型"
	@$(BIN)/python -m mypy
	@echo ">> Layers / 分层"
	@PYTHONPATH=. $(BIN)/lint-imports

bench: $(READY) oracles
	@echo ">> Measuring with 10,000 images (some minutes) … / 正在用一万张图片测量（需数分钟）……"
	@$(BIN)/python benchmarks/run.py
	@$(BIN)/python benchmarks/elements.py
	@$(BIN)/python benchmarks/burst.py
	@$(BIN)/python benchmarks/burst.py --poll
	@$(BIN)/python benchmarks/search.py
	@$(BIN)/python benchmarks/rubric.py
	@$(BIN)/python benchmarks/paper.py
	@$(BIN)/python benchmarks/keeping.py
	@$(BIN)/python benchmarks/backup.py
	@$(BIN)/python benchmarks/disc.py

kills: $(READY)
	@echo ">> Killing each command at 50 random moments … / 正在随机中断各命令，每条 50 次……"
	@ARCHIVIST_KILLS=50 $(BIN)/python -m pytest tests/actions/test_kills.py
	@ARCHIVIST_KILLS=100 $(BIN)/python -m pytest tests/store/index/test_kill.py
	@echo ">> Killing seal, backup, restore, disc and pack at 100 moments each … / 正在随机中断固化、备份、恢复、刻盘、打包，每项 100 次……"
	@ARCHIVIST_KILLS=100 $(BIN)/python -m pytest tests/actions/keeping/test_*kills.py \
	    tests/actions/burning/test_*kills.py tests/actions/handover/test_*kills.py

flips: $(READY)
	@echo ">> Flipping one bit in 1,000 places of each backup, manifest, journal, image and bag …" \
	    "/ 正在备份、清单、日志、光盘映像、移交包各 1000 处翻转一个比特……"
	@ARCHIVIST_FLIPS=1000 $(BIN)/python -m pytest -k flip tests/actions tests/store tests/formats

sample: $(READY)
	@echo ">> Making sample_archive/ again … / 正在重新生成示例档案库……"
	@$(BIN)/python tests/sample.py

messages: $(READY)
	@echo ">> Gathering and compiling the translations … / 正在收集并编译译文……"
	@$(BIN)/python tests/messages.py

clean:
	@echo ">> Removing what the commands made … / 正在清除产物……"
	@rm -rf $(VENV) $(DEMO) build dist htmlcov .coverage .coverage.* \
	    .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@find archivist tests -name __pycache__ -type d -prune -exec rm -rf {} +
