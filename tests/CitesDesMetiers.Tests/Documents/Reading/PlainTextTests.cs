using System.Text;
using CitesDesMetiers.Documents.Reading;

namespace CitesDesMetiers.Tests.Documents.Reading;

public class PlainTextTests
{
    private const string Text = "L’été à Orléans\n\nUn cœur gros comme ça.\n";

    public static TheoryData<string, byte[]> Encodings => new()
    {
        { "utf-8", Encoding.UTF8.GetBytes(Text) },
        { "utf-8 with mark", [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(Text)] },
        { "utf-16", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Text)] },
        { "utf-16 big-endian", [.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes(Text)] },
        { "utf-16 without mark", Encoding.Unicode.GetBytes(Text) },
        { "windows-1252", CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes(Text) },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void A_text_is_read_in_its_encoding(string name, byte[] content)
    {
        var document = DocumentReader.Read(content);

        Assert.Equal(["L’été à Orléans", "Un cœur gros comme ça."], document.Blocks.Select(b => b.Text));
        Assert.Equal(name == "windows-1252", document.Notes.Contains(DocumentNote.GuessedEncoding));
    }

    [Fact]
    public void Running_feet_are_set_apart_and_a_paragraph_across_pages_is_one()
    {
        var document = DocumentReader.Read(Encoding.UTF8.GetBytes(
            "Un début qui\n\nInfoLettre – page 1\n\fcontinue ici.\n\n•\n\nun point ;\n\nInfoLettre – page 2\n\fFin.\n\n3\n"));

        Assert.Equal(["Un début qui continue ici.", "un point ;", "Fin."], document.Blocks.Select(b => b.Text));
        Assert.Equal(["InfoLettre – page 1", "InfoLettre – page 2", "3"], document.Furniture.Select(b => b.Text));
        Assert.Equal(0, document.Blocks[1].ListLevel);
    }

    [Theory]
    [InlineData("Le dévelop-\npement", "Le développement")]
    [InlineData("nos lieux-\nressources", "nos lieux-ressources")]
    [InlineData("https://cite.example/roman-\nphoto", "https://cite.example/roman-photo")]
    [InlineData("à Paris-la-\nVillette", "à Paris-la-Villette")]
    public void Words_broken_at_the_end_of_a_line_are_joined_and_compounds_keep_their_hyphen(string lines, string joined)
    {
        var text = lines + "\n\nLe dévelop-\npement des lieux et des ressources, le déve-\nloppement des compétences, le développement.";
        Assert.Equal(joined, DocumentReader.Read(Encoding.UTF8.GetBytes(text)).Blocks[0].Text);
    }
}
