using CitesDesMetiers.Core.French;

namespace CitesDesMetiers.Tests.Core.French;

public class NamedTests
{
    [Theory]
    [InlineData("InfoLettre", "l’InfoLettre", "de l’InfoLettre", "à l’InfoLettre")]
    [
        InlineData(
            "Réseau international des Cités des métiers",
            "le Réseau international des Cités des métiers",
            "du Réseau international des Cités des métiers",
            "au Réseau international des Cités des métiers")
    ]
    [InlineData("Cité des métiers d’Arras", "la Cité des métiers d’Arras", "de la Cité des métiers d’Arras", "à la Cité des métiers d’Arras")]
    [InlineData("Association Réseau", "l’Association Réseau", "de l’Association Réseau", "à l’Association Réseau")]
    [InlineData("Espace Métiers", "l’Espace Métiers", "de l’Espace Métiers", "à l’Espace Métiers")]
    [InlineData("Nouvelles du Sud", "les Nouvelles du Sud", "des Nouvelles du Sud", "aux Nouvelles du Sud")]
    [InlineData("La Lettre", "la Lettre", "de la Lettre", "à la Lettre")]
    [InlineData("L’Écho", "l’Écho", "de l’Écho", "à l’Écho")]
    [InlineData("Les Cahiers", "les Cahiers", "des Cahiers", "aux Cahiers")]
    [InlineData("Lettrine", "Lettrine", "de Lettrine", "à Lettrine")]
    [InlineData("Élodie", "Élodie", "d’Élodie", "à Élodie")]
    [InlineData("Œdipe", "Œdipe", "d’Œdipe", "à Œdipe")]
    [InlineData("Hélène", "Hélène", "d’Hélène", "à Hélène")]
    [InlineData("Hugo", "Hugo", "d’Hugo", "à Hugo")]
    [InlineData("Hakim", "Hakim", "de Hakim", "à Hakim")]
    [InlineData("Hauts-de-France", "Hauts-de-France", "de Hauts-de-France", "à Hauts-de-France")]
    [InlineData("Yves", "Yves", "d’Yves", "à Yves")]
    [InlineData("Yann", "Yann", "de Yann", "à Yann")]
    [InlineData("Nora", "Nora", "de Nora", "à Nora")]
    public void A_name_takes_the_article_and_the_elision_that_French_gives_it(string name, string the, string of, string to)
    {
        var named = Named.From(name);
        Assert.Equal((the, of, to), (named.The, named.Of, named.To));
    }

    [Fact]
    public void An_article_that_was_given_counts_whatever_the_name_begins_with()
    {
        Assert.Equal("du Mag", Named.From("Mag", Article.Le).Of);
        Assert.Equal("de Réseau", Named.From("Réseau", Article.None).Of);
        Assert.Equal("L’InfoLettre", Named.From("InfoLettre").TheFirst);
        Assert.Equal("Élodie", Named.From("Élodie").TheFirst);
    }
}
