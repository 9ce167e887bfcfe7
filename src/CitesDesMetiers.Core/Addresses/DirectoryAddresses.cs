using static System.FormattableString;

namespace CitesDesMetiers.Core.Addresses;

/// <summary>Addresses of the members' directory.</summary>
public static class DirectoryAddresses
{
    public const string Page = "/annuaire";

    /// <summary>The contacts of the page as one vCard file; it takes the same query.</summary>
    public const string File = Page + ".vcf";

    public static string ContactFile(int id) => Invariant($"{Page}/{id}.vcf");
}
