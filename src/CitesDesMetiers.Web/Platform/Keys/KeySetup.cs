using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Platform.Keys;

/// <summary>Registers Data Protection, and the root that wraps its keys and ours (docs/decisions/0030-keys.md).</summary>
internal static class KeySetup
{
    /// <summary>In Development the root is a file that makes itself.</summary>
    private static readonly string DevelopmentFile = Path.Combine("App_Keys", "infolettre.key");

    public static void AddKeys(this WebApplicationBuilder builder)
    {
        builder.AddValidated<KeyOptions, KeyOptionsValidation>(KeyOptions.Section).PostConfigure(options =>
        {
            if (options.IsEmpty && builder.Environment.IsDevelopment())
            {
                options.File = DevelopmentFile;
            }

            FromContentRoot(options);
            FromContentRoot(options.Former);
        });
        builder.Services.AddSingleton(services =>
        {
            var options = services.GetRequiredService<IOptions<KeyOptions>>().Value;
            return new KeyRoots(Read(options), Read(options.Former));
        });
        builder.Services.AddScoped<KeyWrapping>();
        builder.Services.AddDataProtection().SetApplicationName("CitesDesMetiers").PersistKeysToDbContext<NewsletterContext>();
        builder.Services.AddOptions<KeyManagementOptions>().Configure<KeyRoots>((management, roots) =>
            management.XmlEncryptor = roots.Current is { } root ? new WrappedXmlEncryptor(root) : null);

        void FromContentRoot(KeyRootOptions root) => (root.File, root.Certificate) = (Absolute(root.File), Absolute(root.Certificate));

        string Absolute(string path) => path.Length > 0 ? Path.GetFullPath(path, builder.Environment.ContentRootPath) : "";
    }

    private static KeyRoot? Read(KeyRootOptions root) =>
        root.File.Length > 0 ? KeyFile.Read(root.File)
        : root.Certificate.Length > 0 ? KeyCertificate.Read(root.Certificate, root.Password)
        : root.Thumbprint.Length > 0 ? KeyCertificate.Find(root.Thumbprint)
        : null;
}
