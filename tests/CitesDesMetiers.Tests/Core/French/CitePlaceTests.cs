using CitesDesMetiers.Core.French;

namespace CitesDesMetiers.Tests.Core.French;

public class CitePlaceTests
{
    [Theory]
    [InlineData("Cité des métiers de Charleroi", "Charleroi")]
    [InlineData("Cité des métiers d’Orléans", "Orléans")]
    [InlineData("Cité des métiers d'Évry", "Évry")]
    [InlineData("Cité des métiers du Grand Paris", "Grand Paris")]
    [InlineData("Cité des métiers de la région mulhousienne", "La région mulhousienne")]
    [InlineData("Cité des métiers", "Cité des métiers")]
    [InlineData("Ciudad de los oficios de Santiago", "Ciudad de los oficios de Santiago")]
    public void A_Cite_is_told_from_others_by_its_place(string name, string place) => Assert.Equal(place, CitePlace.In(name));
}
