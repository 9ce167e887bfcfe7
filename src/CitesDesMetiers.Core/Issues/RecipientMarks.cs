namespace CitesDesMetiers.Core.Issues;

/// <summary>
/// The only places in which two copies of an edition differ. A writer who types one of them in a text gets the
/// recipient's own address there, which harms nobody.
/// </summary>
public static class RecipientMarks
{
    /// <summary>Stands for the token that ends the recipient's subscription.</summary>
    public const string Token = "x-jeton-de-l-abonne-x";

    /// <summary>Stands for the token that opens the page of the recipient's subscription.</summary>
    public const string ManageToken = "x-jeton-des-reglages-x";
}
