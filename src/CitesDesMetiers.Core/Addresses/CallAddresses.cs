using static System.FormattableString;

namespace CitesDesMetiers.Core.Addresses;

/// <summary>Addresses of one call for news at the desk.</summary>
public static class CallAddresses
{
    /// <summary>Route template of a call.</summary>
    public const string Template = DeskAddresses.Calls + "/{id:int}";

    public static string Board(int id) => DeskAddresses.Entry(DeskAddresses.Calls, id);

    public static string Edit(int id) => Board(id) + "/modification";

    public static string Remind(int id) => Board(id) + "/relance";

    public static string Close(int id) => Board(id) + "/cloture";

    public static string Reopen(int id) => Board(id) + "/reouverture";

    public static string Invitations(int id) => Board(id) + "/invitations";

    public static string RenewInvitation(int id, int invitation) => Invariant($"{Invitations(id)}/{invitation}/renouvellement");

    public static string RevokeInvitation(int id, int invitation) => Invariant($"{Invitations(id)}/{invitation}/revocation");
}
