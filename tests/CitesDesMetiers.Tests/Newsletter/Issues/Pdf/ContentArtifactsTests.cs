using System.Text;
using CitesDesMetiers.Web.Newsletter.Issues.Pdf;

namespace CitesDesMetiers.Tests.Newsletter.Issues.Pdf;

public class ContentArtifactsTests
{
    [Theory]
    [InlineData("BT /F1 9 Tf (a) Tj ET", "«BT /F1 9 Tf (a) Tj ET»")]
    [InlineData("/P <</MCID 0>> BDC BT (a) Tj ET EMC", "/P <</MCID 0>> BDC BT (a) Tj ET EMC")]
    [InlineData("q 0 0 5 5 re W* n /X1 Do Q", "q «0 0 5 5 re W* n» «/X1 Do» Q")]
    [InlineData("1 0 m 2 2 l 3 3 l h f 1 w", "«1 0 m 2 2 l 3 3 l h f» 1 w")]
    [InlineData("BT (BDC \\) ET) Tj <42> Tj [(a) 2 (b)] TJ ET 1 w", "«BT (BDC \\) ET) Tj <42> Tj [(a) 2 (b)] TJ ET» 1 w")]
    [InlineData("BI /W 1 /H 1 ID \u00A7 S f EMC\u0001 EI Q", "«BI /W 1 /H 1 ID \u00A7 S f EMC\u0001 EI» Q")]
    [InlineData("% BT\n/P BMC /Q BMC EMC 0 0 1 1 re f EMC /X1 Do", "% BT\n/P BMC /Q BMC EMC 0 0 1 1 re f EMC «/X1 Do»")]
    public void What_is_drawn_outside_the_structure_is_marked_and_every_other_byte_stays(string content, string marked)
    {
        var result = Encoding.Latin1.GetString(ContentArtifacts.Mark(Encoding.Latin1.GetBytes(content)));

        Assert.Equal(
            marked, result.Replace("/Artifact BMC\n", "«", StringComparison.Ordinal).Replace("\nEMC\n", "»", StringComparison.Ordinal));
    }

    [Fact]
    public void Structure_inside_something_untagged_is_refused_rather_than_hidden_from_readers() =>
        Assert.Throws<InvalidDataException>(() => ContentArtifacts.Mark("BT /P <</MCID 0>> BDC (a) Tj EMC ET"u8.ToArray()));
}
