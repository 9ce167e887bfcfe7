using CitesDesMetiers.Web.Content.Markdown;
using CsCheck;

namespace CitesDesMetiers.Tests.Content.Markdown;

public class ExcerptTests
{
    [Theory]
    [InlineData("<p>Court.</p>", 300, "Court.")]
    [InlineData("<h3>Titre</h3>\n<p>Un <em>texte</em>\nici</p><ul><li>a</li><li>b</li></ul>", 300, "Un texte ici a b")]
    [InlineData("<p>un deux trois</p>", 9, "un deux…")]
    [InlineData("<p>un deux, trois</p>", 10, "un deux…")]
    [InlineData("<p>un succès\u202F! trois</p>", 13, "un succès…")]
    [InlineData("<p>anticonstitutionnellement</p>", 8, "anticon…")]
    [InlineData("<p>a &lt;b&gt; &amp; c</p>", 300, "a <b> & c")]
    [InlineData("<p>La 1<sup>ère</sup> fois, 20 m<sup>2</sup> et du CO<sub>2</sub></p>", 300, "La 1ère fois, 20 m² et du CO₂")]
    [InlineData("<p>Avant.</p><table><tbody><tr><td>un</td><td>deux</td></tr></tbody></table><p>Après.</p>", 300, "Avant. Après.")]
    [InlineData("<p><img src=\"/images/a\" alt=\"x\"></p>", 300, "")]
    [InlineData("", 300, "")]
    public void The_beginning_of_a_text_ends_after_a_whole_word(string html, int max, string excerpt) =>
        Assert.Equal(excerpt, Excerpt.From(html, max));

    [Fact]
    public void It_never_exceeds_its_length() =>
        Gen.Select(Gen.String, Gen.Int[1, 60]).Sample((text, max) => Excerpt.From(text, max).Length <= max);
}
