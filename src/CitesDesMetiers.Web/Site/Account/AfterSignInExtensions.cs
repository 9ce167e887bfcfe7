using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Addresses;
using Microsoft.AspNetCore.Mvc;

namespace CitesDesMetiers.Web.Site.Account;

internal static class AfterSignInExtensions
{
    /// <summary>Where the person wanted to go, or the first page for their role.</summary>
    public static string AfterSignIn(this IUrlHelper url, string? returnUrl, User user) =>
        url.IsLocalUrl(returnUrl) ? returnUrl : user.Role is Role.Member ? SiteAddresses.Home : DeskAddresses.Dashboard;
}
