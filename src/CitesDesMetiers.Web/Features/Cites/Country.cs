using System.Globalization;

namespace CitesDesMetiers.Web.Features.Cites;

internal static class Country
{
    /// <summary>The country's name in French, or the code itself where there is no such country.</summary>
    /// <param name="code">ISO 3166-1 alpha-2.</param>
    public static string NameOf(string code)
    {
        try
        {
            // The name comes in the language of the request, which is French everywhere on this site.
            return new RegionInfo(code).DisplayName;
        }
        catch (ArgumentException)
        {
            return code;
        }
    }
}
