namespace CitesDesMetiers.Web.Platform;

/// <summary>Lets browsers of other sites read what is public.</summary>
internal static class CorsSetup
{
    /// <summary>The policy: any site may read, without cookies.</summary>
    public const string Anybody = "anybody";

    public static void AddCrossOriginReading(this WebApplicationBuilder builder) =>
        builder.Services.AddCors(cors => cors.AddPolicy(
            Anybody, policy => policy.AllowAnyOrigin().WithMethods("GET", "HEAD").WithExposedHeaders("Link", "ETag")));
}
