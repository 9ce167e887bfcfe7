using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.StaticAssets;

namespace CitesDesMetiers.Web.Platform;

/// <summary>The addresses under which <c>MapStaticAssets</c> serves files for ever. Tag helpers know them; style sheets need them too.</summary>
internal sealed class FingerprintedFiles(EndpointDataSource endpoints)
{
    private readonly Lazy<Dictionary<string, string>> routes = new(() => Find(endpoints));

    /// <summary>Changes with any file of the site.</summary>
    public string OfAll => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('|', routes.Value.Values.Order()))));

    /// <param name="path">Below wwwroot, without a slash at the beginning.</param>
    /// <returns>The address with the fingerprint; without it if the build knows none.</returns>
    public string AddressOf(string path) => "/" + routes.Value.GetValueOrDefault(path, path);

    /// <param name="address">As <see cref="AddressOf"/> gives it.</param>
    public string PathOf(string address) => routes.Value.FirstOrDefault(r => r.Value == address[1..]).Key ?? address[1..];

    private static Dictionary<string, string> Find(EndpointDataSource endpoints) =>
        endpoints.Endpoints.Select(e => e.Metadata.GetMetadata<StaticAssetDescriptor>()).OfType<StaticAssetDescriptor>()
            .Select(d => (d.Route, Path: d.Properties.FirstOrDefault(p => p.Name == "label")?.Value))
            .Where(d => d.Path is not null).DistinctBy(d => d.Path).ToDictionary(d => d.Path!, d => d.Route);
}
