using CitesDesMetiers.Core.Subscribers.Imports;
using CitesDesMetiers.Web.Newsletter.Subscribers.Imports;

namespace CitesDesMetiers.Tests.Newsletter.Subscribers.Imports;

public class ColumnGuessTests
{
    [Fact]
    public void Of_two_columns_of_one_kind_the_first_is_taken()
    {
        var guess = ColumnGuess.From([["Courriel", "Organisme", "Structure"], ["ada@exemple.fr", "CIO", "Académie"]]);

        Assert.Equal([ColumnUse.Address, ColumnUse.Organisation, ColumnUse.Ignored], guess.Columns);
    }
}
