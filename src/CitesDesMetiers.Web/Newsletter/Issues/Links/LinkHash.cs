using System.Security.Cryptography;
using System.Text;
using CitesDesMetiers.Core.Issues;

namespace CitesDesMetiers.Web.Newsletter.Issues.Links;

/// <summary>Computes the key of a <see cref="LinkCheck"/>.</summary>
internal static class LinkHash
{
    public static string Of(string url) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(url)));
}
