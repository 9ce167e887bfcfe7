using System.Globalization;
using CitesDesMetiers.Core.Addresses;

namespace CitesDesMetiers.Web.Desk;

/// <summary>
/// The page of an issue from which an entry was opened. Its address carries it, so that the form posts to it, and saving leads back
/// there instead of to a list.
/// </summary>
internal static class OpenedFrom
{
    /// <summary>In a query or as the name of a button: once it is saved, the form is to be empty again.</summary>
    public const string OneMoreName = "encore";

    private const string ComposerName = "numero";
    private const string VerificationName = "verification";

    /// <summary>The address of a page of the desk, opened from the composer of the issue.</summary>
    /// <param name="path">May have a fragment.</param>
    public static string Composer(string path, int issueId) => With(path, ComposerName, issueId);

    /// <summary>The same address, to which a form posts that is to be empty again once it is saved.</summary>
    public static string OneMore(string path, int issueId) => $"{Composer(path, issueId)}&{OneMoreName}=oui";

    /// <summary>The address of a page of the desk, opened from the checks of the issue.</summary>
    /// <param name="path">May have a fragment.</param>
    public static string Verification(string path, int issueId) => With(path, VerificationName, issueId);

    /// <summary>Where to return; null when the page was opened from elsewhere.</summary>
    public static string? AddressOf(HttpRequest request) =>
        IssueOf(request) is { } composed ? IssueAddresses.Composition(composed)
        : IdOf(request, VerificationName) is { } verified ? IssueAddresses.Verification(verified)
        : null;

    /// <summary>The issue from whose composer the page was opened; null when it was opened from elsewhere.</summary>
    public static int? IssueOf(HttpRequest request) => IdOf(request, ComposerName);

    /// <summary>The query of another page that leads back to the same place.</summary>
    public static RouteValueDictionary ValuesOf(HttpRequest request) =>
        IssueOf(request) is { } composed ? new() { [ComposerName] = composed }
        : IdOf(request, VerificationName) is { } verified ? new() { [VerificationName] = verified }
        : [];

    /// <summary>Whether a form that was posted is to be empty again once it is saved.</summary>
    public static bool WantsOneMore(HttpRequest request) => request.Form.ContainsKey(OneMoreName) || request.Query.ContainsKey(OneMoreName);

    private static int? IdOf(HttpRequest request, string name) =>
        int.TryParse(request.Query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    private static string With(string path, string name, int issueId)
    {
        var fragment = path.IndexOf('#', StringComparison.Ordinal) is var at and >= 0 ? at : path.Length;
        return FormattableString.Invariant($"{path[..fragment]}?{name}={issueId}{path[fragment..]}");
    }
}
