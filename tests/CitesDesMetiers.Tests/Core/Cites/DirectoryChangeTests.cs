using CitesDesMetiers.Core.Cites;

namespace CitesDesMetiers.Tests.Core.Cites;

public class DirectoryChangeTests
{
    [Fact]
    public void A_person_of_the_same_name_at_another_Cité_stays_in_the_directory()
    {
        var namesake = new Contact("Ada Blanc", citeId: 2);
        var move = new StaffMove(StaffMoveKind.Departure, "Ada Blanc", "Conseillère", citeId: 1);

        Assert.Equal(DirectoryStep.None, DirectoryChange.Of(move, [namesake]).Step);
    }
}
