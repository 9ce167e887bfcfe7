using CitesDesMetiers.Core.French;
using CsCheck;

namespace CitesDesMetiers.Tests.Core.French;

public class FoldingTests
{
    [Theory]
    [InlineData("Cœur", "coeur")]
    [InlineData("L’Haÿ-les-Roses", "l hay les roses")]
    [InlineData("l'hay", "l hay")]
    [InlineData("ŒUVRE ÆGIDE Straße STRASSE ẞ Øre Łódź", "oeuvre aegide strasse strasse ss ore lodz")]
    [InlineData("a\u00A0b\u202Fc\u2011d\r\n e ", "a b c d e")]
    [InlineData("coe\u00ADur E\u0301te\u0301", "coeur ete")]
    [InlineData("", "")]
    public void Index_and_query_meet_in_one_form(string text, string folded) => Assert.Equal(folded, Folding.Fold(text));

    [Fact]
    public void Malformed_text_is_folded_all_the_same() => Assert.Equal("a\uFFFDb\uFFFD", Folding.Fold("A" + (char)0xD800 + "B" + (char)0xFFFE));

    [Fact]
    public void Folding_twice_changes_nothing()
    {
        for (var c = 0; c <= char.MaxValue; c++)
        {
            var once = Folding.Fold(((char)c).ToString());
            Assert.Equal(once, Folding.Fold(once));
        }

        Gen.String.Sample(text => Folding.Fold(Folding.Fold(text)) == Folding.Fold(text));
    }
}
