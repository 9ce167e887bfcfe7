using System.Security.Cryptography;
using System.Text;

namespace CitesDesMetiers.Web.Editions.Links;

/// <summary>The key of a <see cref="Core.Issues.LinkCheck"/>.</summary>
internal static class LinkHash
{
    public static string Of(string url) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(url)));
}
