namespace CitesDesMetiers.Core.Issues;

/// <summary>
/// The marks for the only places in which two copies of an edition differ. If a writer types one in a text, the recipient's own token
/// appears there, which is harmless.
/// </summary>
public static class RecipientMarks
{
    /// <summary>The mark for the token that ends the recipient's subscription.</summary>
    public const string Token = "x-jeton-de-l-abonne-x";

    /// <summary>The mark for the token that opens the page of the recipient's subscription.</summary>
    public const string ManageToken = "x-jeton-des-reglages-x";
}
