using CitesDesMetiers.Core.Accounts;

namespace CitesDesMetiers.Tests.Core.Accounts;

public class UserTests
{
    [Fact]
    public void Only_editors_and_administrators_can_be_entrusted_with_approving_and_sending()
    {
        var user = new User("ada@exemple.fr", "Ada", Role.Correspondent, citeId: 1);
        user.Entrust(mayApprove: true, maySend: true);
        Assert.Equal((false, false), (user.MayApprove, user.MaySend));

        user.Assign(Role.Editor, null);
        Assert.Equal((true, true), (user.MayApprove, user.MaySend));
        user.Entrust(mayApprove: true, maySend: false);
        Assert.Equal((true, false), (user.MayApprove, user.MaySend));
    }
}
