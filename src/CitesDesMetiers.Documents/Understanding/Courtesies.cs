using System.Text.RegularExpressions;
using CitesDesMetiers.Core.French;

namespace CitesDesMetiers.Documents.Understanding;

/// <summary>The formulas of a letter: how it greets and how it ends.</summary>
internal static partial class Courtesies
{
    public static bool IsSalutation(string text) =>
        text.Length <= 140 && text.TrimEnd() is [.., ',' or '!' or ':'] && Salutation().IsMatch(Folding.Fold(text));

    public static bool IsClosing(string text) => text.Length <= 90 && Closing().IsMatch(Folding.Fold(text).Trim(' ', ',', '.', '!'));

    /// <summary>Whether it is what an issue says before it names its makers.</summary>
    public static bool IsFarewell(string text) => text.Length <= 140 && Farewell().IsMatch(Folding.Fold(text));

    [GeneratedRegex(@"^(?:tres )?(?:cher|chere|chers|cheres|madame|mesdames|monsieur|messieurs|bonjour|mes chers|mes cheres|a toutes et a tous|amies?)(?![a-z])")]
    private static partial Regex Salutation();

    [GeneratedRegex(
        @"^(?:(?:bien |tres |tous? )?(?:sinceres?|sincerement|cordial(?:es|ement)|meilleures?|chaleureu(?:ses|sement)|amical(?:es|ement))(?: a (?:vous|toutes et a tous|tous))?"
            + @"(?: salutations| pensees| amities)?|bien a vous(?: tous)?|avec (?:toute |tout )?(?:mon|ma|mes|notre|nos) (?:amitie|meilleurs? .*|gratitude|sinceres? .*)"
            + @"|(?:recevez|veuillez|je vous prie)\b.*|(?:excellente |tres )?bonne lecture(?: a (?:toutes et a )?tous)?|a (?:tres )?bientot|salutations.*|(?:mes |nos )?amities)$")]
    private static partial Regex Closing();

    [GeneratedRegex("^(?:merci (?:de|pour) (?:votre|vos)|a vous lire|au plaisir de vous lire|en vous souhaitant)")]
    private static partial Regex Farewell();
}
