using CitesDesMetiers.Core.French;

namespace CitesDesMetiers.Web.Subscribers;

internal static class Plural
{
    /// <summary>"0 ligne", "1 ligne", "1 234 lignes".</summary>
    public static string Of(long count, string one, string many) => $"{FrenchNumbers.Format(count)}\u00A0{(Math.Abs(count) < 2 ? one : many)}";
}
