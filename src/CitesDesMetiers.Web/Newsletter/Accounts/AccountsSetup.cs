using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Web.Letters;
using Microsoft.AspNetCore.Identity;

namespace CitesDesMetiers.Web.Newsletter.Accounts;

/// <summary>Registers invitations and the choice of passwords.</summary>
internal static class AccountsSetup
{
    public static void AddAccounts(this WebApplicationBuilder builder)
    {
        new IdentityBuilder(typeof(User), builder.Services)
            .AddTokenProvider<InvitationTokens>(nameof(PasswordLinkKind.Invitation))
            .AddTokenProvider<ForgottenTokens>(nameof(PasswordLinkKind.Forgotten));
        builder.Services.AddSingleton<SetUpFile>();
        builder.Services.AddSingleton<SetUp>();
        builder.Services.AddScoped<PasswordLinks>();
        builder.Services.AddScoped<PasswordMails>();
        builder.Services.AddScoped<SignInCompletion>();
        builder.Services.AddScoped<AccountMails>();
        builder.Services.AddScoped<AccountChanges>();
        builder.Services.AddSingleton<PasswordMailLimits>();
    }
}
