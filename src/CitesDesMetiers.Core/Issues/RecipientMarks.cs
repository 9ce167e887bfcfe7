namespace CitesDesMetiers.Core.Issues;

/// <summary>
/// The only places in which two copies of an edition differ. A writer who types one of them in a text gets the
/// recipient's own address there, which harms nobody.
/// </summary>
public static class RecipientMarks
{
    /// <summary>Stands for the token of the recipient's subscription, in the addresses that end or manage it.</summary>
    public const string Token = "x-jeton-de-l-abonne-x";
}
