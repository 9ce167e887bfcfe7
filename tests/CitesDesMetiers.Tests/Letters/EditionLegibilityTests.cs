using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Web.Letters;

namespace CitesDesMetiers.Tests.Letters;

/// <summary>Contrast and size, from the inline styles alone.</summary>
public class EditionLegibilityTests(RenderedEdition edition) : IClassFixture<RenderedEdition>
{
    [Fact]
    public void Every_text_stands_out_from_what_is_behind_it() =>
        Assert.All(InlineStyles.Texts(edition.Document), element =>
        {
            var contrast = InlineStyles.Contrast(InlineStyles.Inherited(element, "color")!, InlineStyles.Inherited(element, "background-color")!);
            Assert.True(contrast >= 4.5, $"{contrast:0.0} in {element.OuterHtml}");
        });

    [Fact]
    public void No_text_is_smaller_than_fourteen_pixels() =>
        Assert.All(InlineStyles.Texts(edition.Document), element =>
            Assert.InRange(int.Parse(InlineStyles.Inherited(element, "font-size")!.Replace("px", "", StringComparison.Ordinal), null), 14, 64));

    [Fact]
    public void A_picture_that_does_not_load_leaves_a_legible_description() =>
        Assert.All(edition.Document.QuerySelectorAll("img"), picture => Assert.True(
            InlineStyles.Contrast(InlineStyles.Own(picture, "color")!, InlineStyles.Own(picture, "background-color")!) >= 4.5));

    [Theory]
    [InlineData(MailStyle.DarkInk, MailStyle.DarkPaper)]
    [InlineData(MailStyle.DarkInk, MailStyle.DarkPanel)]
    [InlineData(MailStyle.DarkPetrol, MailStyle.DarkPaper)]
    [InlineData(MailStyle.DarkPetrol, MailStyle.DarkPanel)]
    [InlineData(MailStyle.DarkOchre, MailStyle.DarkPaper)]
    [InlineData(MailStyle.DarkOchre, MailStyle.DarkPanel)]
    public void The_dark_colours_stand_out_too(string text, string behind) => Assert.True(InlineStyles.Contrast(text, behind) >= 4.5);

    [Fact]
    public void A_mark_is_the_same_for_the_same_name_and_legible_for_any()
    {
        Assert.Equal(CiteMark.For("Cité des métiers de Trois-Sources"), CiteMark.For("Cité des métiers de Trois-Sources"));
        Assert.All(Enumerable.Range(0, 200), n => Assert.True(InlineStyles.Contrast("#FFFFFF", CiteMark.For($"Cité {n}").Colour) >= 4.5));
        Assert.Equal("#586418", CiteMark.For("Cité des métiers de Charleroi").Colour);
    }

    [Theory]
    [InlineData("Cité des métiers de Charleroi", "CH")]
    [InlineData("Cité des métiers de La Réunion", "RÉ")]
    [InlineData("Cité des métiers de Seine-et-Marne", "SM")]
    [InlineData("Cité des métiers de l’Estuaire", "ES")]
    [InlineData("Città dei mestieri di Torino", "TO")]
    [InlineData("Cité des métiers", "CD")]
    [InlineData("É", "É")]
    [InlineData("…", "CM")]
    public void The_initials_come_from_what_is_its_own_in_the_name(string name, string initials) =>
        Assert.Equal(initials, CiteMark.For(name).Initials);
}
