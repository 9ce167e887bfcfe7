using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Web.Platform.Identity.Factors;
using CitesDesMetiers.Web.Platform.Identity.Guesses;
using CitesDesMetiers.Web.Platform.Identity.Passwords;
using CitesDesMetiers.Web.Platform.Identity.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;

namespace CitesDesMetiers.Web.Platform.Identity;

/// <summary>Registers ASP.NET Core Identity without its role tables. Each account has one role, stored as a claim.</summary>
internal static class IdentitySetup
{
    public static void AddIdentity(this WebApplicationBuilder builder)
    {
        builder.Services
            .AddIdentityCore<User>(options =>
            {
                options.User.RequireUniqueEmail = true;
                options.Password.RequiredLength = 12;
                options.Password.RequiredUniqueChars = 1;
                options.Password.RequireDigit = options.Password.RequireLowercase = false;
                options.Password.RequireUppercase = options.Password.RequireNonAlphanumeric = false;
            })
            .AddEntityFrameworkStores<NewsletterContext>()
            .AddSignInManager()
            .AddDefaultTokenProviders()
            .AddClaimsPrincipalFactory<AccountClaims>()
            .AddPasswordValidator<GuessedPasswords>()
            .AddErrorDescriber<FrenchIdentityErrors>();

        // As OWASP advises for PBKDF2 with SHA-512. Passwords stored with fewer rounds are hashed anew when they are next typed.
        builder.Services.Configure<PasswordHasherOptions>(options => options.IterationCount = 210_000);
        builder.Services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        builder.Services.AddScoped<SessionCookies>();
        builder.Services.AddScoped<KnownDevices>();
        builder.Services.AddScoped<GuessLimit>();
        builder.Services.AddScoped<PasswordCheck>();
        builder.Services.AddSingleton<OutboxRights>();
        builder.AddFactors();
        builder.Services.AddCookies();
        AddPolicies(builder.Services.AddAuthorizationBuilder());
    }

    private static void AddPolicies(AuthorizationBuilder authorization) =>
        authorization
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build())
            .AddPolicy(Policies.Contributor, p => p.RequireRole(nameof(Role.Correspondent), nameof(Role.Editor), nameof(Role.Administrator)))
            .AddPolicy(Policies.Editor, p => p.RequireRole(nameof(Role.Editor), nameof(Role.Administrator)))
            .AddPolicy(Policies.Approve, p => p.RequireRole(nameof(Role.Editor), nameof(Role.Administrator)).RequireClaim(AccountClaims.Approve))
            .AddPolicy(Policies.Send, p => p.RequireRole(nameof(Role.Editor), nameof(Role.Administrator)).RequireClaim(AccountClaims.Send))
            .AddPolicy(Policies.Administrator, p => p.RequireRole(nameof(Role.Administrator)));
}

/// <summary>Names of the authorization policies, in ascending order of rights.</summary>
internal static class Policies
{
    /// <summary>Correspondents and above, who may write.</summary>
    public const string Contributor = nameof(Contributor);
    public const string Editor = nameof(Editor);

    /// <summary>Editors who may approve an issue.</summary>
    public const string Approve = nameof(Approve);

    /// <summary>Editors who may schedule and send an issue.</summary>
    public const string Send = nameof(Send);
    public const string Administrator = nameof(Administrator);
}
