"""Packets as other programs write them."""

from __future__ import annotations

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

LIGHTROOM = f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Adobe XMP Core 7.0-c000 1.000000, 0000/00/00">
 <rdf:RDF xmlns:rdf="{_RDF}">
  <rdf:Description rdf:about=""
    xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
    xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
    xmlns:stEvt="http://ns.adobe.com/xap/1.0/sType/ResourceEvent#"
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:lr="http://ns.adobe.com/lightroom/1.0/"
    xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/"
   xmp:Rating="4" xmp:Label="Red &quot;1&quot;"
   photoshop:DateCreated="2022-01-25T10:15:00.50+08:00"
   photoshop:Headline="old"
   photoshop:City="杭州"
   xmpMM:DocumentID="xmp.did:1"
   crs:Exposure2012="+0.35" crs:HasSettings="True">
   <dc:title>
    <rdf:Alt>
     <rdf:li xml:lang="x-default">old</rdf:li>
     <rdf:li xml:lang="en-US">lesson</rdf:li>
    </rdf:Alt>
   </dc:title>
   <xmpMM:History>
    <rdf:Seq>
     <rdf:li stEvt:action="saved" stEvt:parameters="a &#10;b"/>
     <rdf:li rdf:parseType="Resource"><stEvt:action>derived</stEvt:action></rdf:li>
    </rdf:Seq>
   </xmpMM:History>
   <lr:hierarchicalSubject><rdf:Bag><rdf:li>人|甲</rdf:li></rdf:Bag></lr:hierarchicalSubject>
   <crs:ToneCurvePV2012><rdf:Seq><rdf:li>0, 0</rdf:li><rdf:li>255, 255</rdf:li></rdf:Seq>
   </crs:ToneCurvePV2012>
   <crs:Look><rdf:Description crs:Name="Adobe Color"><crs:Parameters
     rdf:parseType="Resource"><crs:Version>15</crs:Version></crs:Parameters></rdf:Description>
   </crs:Look>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
{" " * 2000}
<?xpacket end="w"?>""".encode()

EXIFTOOL = f"""<?xpacket begin='\ufeff' id='W5M0MpCehiHzreSzNTczkc9d'?>
<x:xmpmeta xmlns:x='adobe:ns:meta/' x:xmptk='Image::ExifTool 12.57'>
<rdf:RDF xmlns:rdf='{_RDF}'>
 <rdf:Description rdf:about='uuid:1'
  xmlns:Iptc4xmpExt='http://iptc.org/std/Iptc4xmpExt/2008-02-29/'>
  <Iptc4xmpExt:LocationShown>
   <rdf:Bag>
    <rdf:li rdf:parseType='Resource'>
     <Iptc4xmpExt:City>杭州</Iptc4xmpExt:City>
     <Iptc4xmpExt:LocationName><rdf:Alt>
      <rdf:li xml:lang='x-default'>旧址</rdf:li><rdf:li xml:lang='en'>old</rdf:li>
     </rdf:Alt></Iptc4xmpExt:LocationName>
    </rdf:li>
    <rdf:li rdf:parseType='Resource'><Iptc4xmpExt:City>宁波</Iptc4xmpExt:City></rdf:li>
   </rdf:Bag>
  </Iptc4xmpExt:LocationShown>
  <Iptc4xmpExt:PersonInImageWDetails>
   <rdf:Bag>
    <rdf:li rdf:parseType='Resource'>
     <Iptc4xmpExt:PersonId><rdf:Bag><rdf:li>https://a.example/7</rdf:li></rdf:Bag>
     </Iptc4xmpExt:PersonId>
     <Iptc4xmpExt:PersonName><rdf:Alt><rdf:li xml:lang='x-default'>徐宏伟</rdf:li></rdf:Alt>
     </Iptc4xmpExt:PersonName>
    </rdf:li>
    <rdf:li rdf:parseType='Resource'>
     <Iptc4xmpExt:PersonName><rdf:Alt><rdf:li xml:lang='x-default'>走了</rdf:li></rdf:Alt>
     </Iptc4xmpExt:PersonName>
    </rdf:li>
   </rdf:Bag>
  </Iptc4xmpExt:PersonInImageWDetails>
 </rdf:Description>
 <rdf:Description rdf:about='uuid:1'
  xmlns:photoshop='http://ns.adobe.com/photoshop/1.0/'>
  <photoshop:Headline>old</photoshop:Headline>
 </rdf:Description>
 <rdf:Description rdf:about='uuid:1'
  xmlns:unknown='urn:somebody' unknown:a='  two  blanks ' unknown:b='&lt;&amp;&#9;'>
  <unknown:text xml:lang='de'>  line
 break  </unknown:text>
  <unknown:link rdf:resource='https://a.example/?a=1&amp;b=2'/>
  <unknown:empty/>
  <unknown:markup rdf:parseType='Literal'>one <b xmlns='urn:h'>two<i/> </b> three</unknown:markup>
  <unknown:qualified rdf:parseType='Resource'><rdf:value>v</rdf:value><unknown:q>q</unknown:q>
  </unknown:qualified>
 </rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end='w'?>""".encode()

DIGIKAM = f"""<?xml version="1.0" encoding="UTF-8"?>
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="XMP Core 4.4.0-Exiv2">
 <rdf:RDF xmlns:rdf="{_RDF}">
  <rdf:Description rdf:about=""
    xmlns:digiKam="http://www.digikam.org/ns/1.0/"
    xmlns:MP="http://ns.microsoft.com/photo/1.2/"
    xmlns:MPRI="http://ns.microsoft.com/photo/1.2/t/RegionInfo#"
    xmlns:MPReg="http://ns.microsoft.com/photo/1.2/t/Region#"
    xmlns:acdsee="http://ns.acdsee.com/iptc/1.0/"
   digiKam:ColorLabel="0"
   acdsee:categories="&lt;Categories&gt;&lt;Category Assigned=&quot;1&quot;&gt;人&lt;/Category&gt;">
   <digiKam:TagsList><rdf:Seq><rdf:li>人/甲</rdf:li></rdf:Seq></digiKam:TagsList>
   <MP:RegionInfo rdf:parseType="Resource">
    <MPRI:Regions><rdf:Bag><rdf:li
      MPReg:Rectangle="0.1, 0.2, 0.3, 0.4" MPReg:PersonDisplayName="甲"/></rdf:Bag></MPRI:Regions>
   </MP:RegionInfo>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>""".encode()

DARKTABLE = f"""<?xml version="1.0" encoding="UTF-8"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="XMP Core 4.4.0-Exiv2">
 <rdf:RDF xmlns:rdf="{_RDF}">
  <rdf:Description rdf:about=""
    xmlns:darktable="http://darktable.sf.net/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"
   darktable:xmp_version="5" darktable:raw_params="0">
   <dc:creator><rdf:Seq><rdf:li>甲</rdf:li><rdf:li>乙</rdf:li></rdf:Seq></dc:creator>
   <darktable:history>
    <rdf:Seq>
     <rdf:li darktable:num="0" darktable:operation="exposure" darktable:params="gz02eJxjYGBg"/>
    </rdf:Seq>
   </darktable:history>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>""".encode()

# No wrapper, other prefixes, one prefix for two namespaces.
ODD = f"""<r:RDF xmlns:r="{_RDF}">
 <r:Description about=""><p:a xmlns:p="urn:one">1</p:a><p:a xmlns:p="urn:two">2</p:a>
  <Headline xmlns="http://ns.adobe.com/photoshop/1.0/">old</Headline>
  <photoshop:x xmlns:photoshop="urn:three">3</photoshop:x></r:Description>
</r:RDF>""".encode("utf-16")

FOREIGN = {
    "Lightroom": LIGHTROOM,
    "exiftool": EXIFTOOL,
    "digiKam": DIGIKAM,
    "darktable": DARKTABLE,
    "odd": ODD,
}
