using System.Text;
using CitesDesMetiers.Documents.Reading;
using PdfSharp.Pdf.IO;
using PdfReader = PdfSharp.Pdf.IO.PdfReader;

namespace CitesDesMetiers.Tests.Documents.Reading;

public class BadInputTests
{
    [Theory]
    [InlineData("%PDF-1.7\nno more of it", DocumentFault.Damaged)]
    [InlineData("PK\u0003\u0004no zip", DocumentFault.Damaged)]
    [InlineData("a\0b\u0001c: neither text nor anything else", DocumentFault.UnknownFormat)]
    [InlineData("  \n ", DocumentFault.Empty)]
    public void What_is_no_document_is_refused(string content, DocumentFault fault) =>
        Assert.Equal(fault, FaultOf(Encoding.Latin1.GetBytes(content)));

    [Fact]
    public void A_password_is_named_as_the_reason()
    {
        using var pdf = PdfReader.Open(new MemoryStream(BadFiles.Pdf(1)), PdfDocumentOpenMode.Modify);
        pdf.SecuritySettings.UserPassword = "secret";
        using var saved = new MemoryStream();
        pdf.Save(saved);

        Assert.Equal(DocumentFault.Encrypted, FaultOf(saved.ToArray()));
        Assert.Equal(DocumentFault.Encrypted, FaultOf([0xD0, 0xCF, 0x11, 0xE0, .. new byte[600], .. Encoding.Unicode.GetBytes("EncryptedPackage")]));
    }

    [Fact]
    public void A_PDF_of_5000_pages_is_refused() => Assert.Equal(DocumentFault.TooManyPages, FaultOf(BadFiles.Pdf(5_000)));

    [Fact]
    public void A_page_of_ten_metres_is_read() =>
        Assert.Equal("Bonjour tout le monde", DocumentReader.Read(BadFiles.Pdf(1, 28_346, 28_346)).Blocks[0].Text);

    [Fact]
    public void A_page_of_100000_objects_is_read() =>
        Assert.Equal("Bonjour tout le monde", DocumentReader.Read(BadFiles.Pdf(1, lines: 100_000)).Blocks[0].Text);

    [Fact]
    public void A_page_of_too_many_letters_is_refused() =>
        Assert.Equal(DocumentFault.TooLarge, FaultOf(BadFiles.Pdf(1, text: new string('a', DocumentLimits.LettersOnPage + 1))));

    [Fact]
    public void Fonts_that_do_not_tell_their_letters_are_named_as_the_reason() =>
        Assert.Equal(DocumentFault.NoLetters, FaultOf(BadFiles.WithoutLetters()));

    [Fact]
    public void A_scan_is_known_as_one()
    {
        var picture = DocumentReader.Read(Corpus.Bytes("a-table.docx")).Blocks.First(b => b.Picture is not null).Picture!;
        Assert.Equal(DocumentFault.OnlyPictures, FaultOf(BadFiles.Scan(picture.Content)));
    }

    [Fact]
    public void A_document_that_unpacks_to_too_much_is_refused() =>
        Assert.Equal(DocumentFault.TooLarge, FaultOf(BadFiles.Bomb(DocumentLimits.Unpacked + 1)));

    [Fact]
    public void External_entities_are_refused()
    {
        var document = """<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>"""
            + BadFiles.W("document", "<w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body>")[38..];
        Assert.Equal(DocumentFault.Damaged, FaultOf(BadFiles.Docx(document)));
    }

    [Fact]
    public void Word_documents_are_read_with_changes_accepted_boxes_notes_and_links_and_without_macros()
    {
        var document = DocumentReader.Read(BadFiles.Docx(BadFiles.W("document",
            """
            <w:body>
              <w:p><w:r><w:t xml:space="preserve">Un texte </w:t></w:r><w:del><w:r><w:delText>ancien</w:delText></w:r></w:del><w:ins><w:r><w:t>nouveau</w:t></w:r></w:ins><w:r><w:footnoteReference w:id="2"/></w:r></w:p>
              <w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:txbx><w:txbxContent><w:p><w:r><w:t>Un cadre</w:t></w:r></w:p></w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>Un cadre</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>
              <w:p><w:hyperlink r:id="r3"><w:r><w:t>le site</w:t></w:r></w:hyperlink></w:p>
            </w:body>
            """)));

        Assert.Equal(["Un texte nouveau", "Une note.", "Un cadre", "le site"], document.Blocks.Select(b => b.Text));
        Assert.Equal([DocumentNote.TrackedChanges, DocumentNote.Macros], document.Notes);
        Assert.Equal(new Link("le site", "https://cite.example/"), document.Blocks[3].Lines[0].Links!.Single());
    }

    private static DocumentFault? FaultOf(byte[] content) => Assert.Throws<UnreadableDocumentException>(() => DocumentReader.Read(content)).Fault;
}
