using System.Diagnostics;
using CitesDesMetiers.Core.French;
using CsCheck;

namespace CitesDesMetiers.Tests.Core.French;

public class TypographyTests
{
    // In the expectations ~ is U+00A0 and _ is U+202F.
    [Theory]
    [InlineData("Quel succès !", "Quel succès_!")]
    [InlineData("Bravo!", "Bravo_!")]
    [InlineData("Vraiment?!", "Vraiment_?!")]
    [InlineData("Vraiment ?! Oui...", "Vraiment_?! Oui…")]
    [InlineData("le plateau EMPLAY ;", "le plateau EMPLAY_;")]
    [InlineData("un ; deux", "un_; deux")]
    [InlineData("trop  d'espaces  !", "trop  d’espaces_!")]
    [InlineData("Contact : Mme D'Angelo", "Contact~: Mme D’Angelo")]
    [InlineData("La Cité des métiers: un levier", "La Cité des métiers~: un levier")]
    [InlineData("Google : « ateliers numériques ».", "Google~: «~ateliers numériques~».")]
    [InlineData("«Afterwork»", "«~Afterwork~»")]
    [InlineData("« vraiment ? »", "«~vraiment_?~»")]
    [InlineData("plus de 12 000 visiteurs et 1 234 567 clics", "plus de 12_000 visiteurs et 1_234_567 clics")]
    [InlineData("En 2017. 12 000 personnes", "En 2017. 12_000 personnes")]
    [InlineData("l'orientation d'aujourd'hui", "l’orientation d’aujourd’hui")]
    [InlineData("l'« Afterwork »", "l’«~Afterwork~»")]
    [InlineData("la \"Spring School\" de juin", "la «~Spring School~» de juin")]
    [InlineData("(\"Entreprises\"), l'\"Atelier\".", "(«~Entreprises~»), l’«~Atelier~».")]
    public void French_signs_get_their_no_break_spaces(string typed, string expected)
    {
        var web = expected.Replace('~', '\u00A0').Replace('_', '\u202F');
        Assert.Equal(web, Typography.ForWeb(typed));
        Assert.Equal(web.Replace('\u202F', '\u00A0'), Typography.ForMail(typed));
    }

    [Theory]
    [InlineData("à 10:30, en 16:9, de 9:00-12:00")]
    [InlineData("les conseiller.es et participant.e.s, professionnel.le.s, Cher(e)s")]
    [InlineData("À ÉVRY, Œuvre, CŒUR, ŒCUMÉNISME, Ça, État")]
    [InlineData("cœur, œuvre")]
    [InlineData("http://x.fr/a?b=1;c=l'été...fin www.emplay.eu/?x! (www.emplay.eu)")]
    [InlineData("(www.emplay.eu/l'été)")]
    [InlineData("o'connor@exemple.fr mailto:o'connor@exemple.fr tel:+33!")]
    [InlineData("`a ? b : c; l'x ...`")]
    [InlineData("un écran de 24\" ou de 27\"")]
    [InlineData("la taille \"M")]
    [InlineData("class=\"x\"")]
    [InlineData("une page ?lang=fr?x")]
    [InlineData("en 2018 300 personnes du projet CDM21 200 fois")]
    [InlineData("+351 214 815 000 et 01 44 61 26 00")]
    [InlineData("1,5 000")]
    [InlineData("(?) (!)")]
    [InlineData("&nbsp; &amp; &#8239;")]
    [InlineData("les années '90, rock 'n' roll")]
    [InlineData("....")]
    [InlineData("")]
    public void What_is_not_a_French_sentence_stays_as_it_is(string text)
    {
        // A space before a sign is still made no-break: "une page ?lang" is the one case above.
        Assert.Equal(text, Typography.ForWeb(text).Replace('\u202F', ' '));
        Assert.Equal(text, Typography.ForMail(text).Replace('\u00A0', ' '));
    }

    [Fact]
    public void A_sign_after_an_address_gets_its_space_and_the_address_stays() =>
        Assert.Equal("Vu sur http://x.fr/?a=b\u202F! Non\u202F?", Typography.ForWeb("Vu sur http://x.fr/?a=b ! Non ?"));

    [Fact]
    public void Spaces_set_by_a_word_processor_are_put_right() =>
        Assert.Equal("Oui\u202F! Et\u00A0: «\u00A0non\u00A0»", Typography.ForWeb("Oui\u00A0! Et\u202F: «\u202Fnon\u2009»"));

    [Fact]
    public void Mail_holds_no_narrow_space_even_where_one_was_typed() =>
        Assert.DoesNotContain('\u202F', Typography.ForMail("12\u202F000 ! 5\u202Fkm `a\u202Fb`"));

    [Fact]
    public void At_the_edge_of_marked_up_text_the_neighbours_decide()
    {
        Assert.Equal("\u202F!", Typography.ForWeb("!", before: 'o'));
        Assert.Equal("!", Typography.ForWeb("!", before: ' '));
        Assert.Equal("l’", Typography.ForWeb("l'", after: 'é'));
        Assert.Equal("l’", Typography.ForWeb("l'", after: '«'));
        Assert.Equal("l'", Typography.ForWeb("l'", after: ' '));
        Assert.Equal("Bravo!", Typography.ForWeb("Bravo!", after: 'x'));
        Assert.Equal("l’été http://x", Typography.ForWeb("l'été http://x", before: 'a', after: 'b'));
        Assert.Equal(" 000", Typography.ForWeb(" 000", before: '2'));
    }

    [Fact]
    public void Setting_a_text_twice_changes_nothing()
    {
        Gen.Char["aé.. '’\"«»!?;:(),`@/…\u00A0\u202F\u2009\n1200+&\uE000\uE001w"].Array[0, 24].Select(c => new string(c)).Sample(text =>
        {
            var web = Typography.ForWeb(text);
            Assert.Equal(web, Typography.ForWeb(web));
            var mail = Typography.ForMail(text);
            Assert.Equal(mail, Typography.ForMail(mail));
            Assert.Equal(mail, Typography.ForMail(web));
        }, iter: 20_000);
        Gen.String.Sample(text => Typography.ForWeb(Typography.ForWeb(text)) == Typography.ForWeb(text), iter: 2_000);
    }

    [Fact]
    public void Five_megabytes_take_linear_time()
    {
        string[] pieces = [" ", "a", "!", "'", "`", "`\n", "\"", " \"a", "«", " »", " 000", "a!", "@ ", ".", "&a", "l'été ! « oui » : 12 000... "];
        var text = string.Join('\n', pieces.Select(piece => string.Concat(Enumerable.Repeat(piece, 320_000 / piece.Length))));
        var clock = Stopwatch.StartNew();
        Typography.ForWeb(text);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"{clock.Elapsed} for {text.Length} characters");
    }
}
