using CitesDesMetiers.Web.Newsletter.Subscribers;
using Microsoft.Extensions.Configuration;

namespace CitesDesMetiers.Tests.Newsletter.Subscribers;

public sealed class SignUpLimitsTests : IDisposable
{
    private readonly SignUpLimits limits = new(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["RateLimits:SignUpsPerHour"] = "5",
        ["RateLimits:SignUpsPerHourAndDomain"] = "2",
    }).Build());

    [Fact]
    public void A_domain_over_its_limit_leaves_the_links_of_the_others_to_them()
    {
        var ofOne = Enumerable.Range(0, 20).Count(_ => limits.AllowLink("beaucoup.example"));

        Assert.Equal(2, ofOne);
        Assert.True(limits.AllowLink("peu.example"));
    }

    [Fact]
    public void All_domains_together_have_a_limit_of_links()
    {
        Assert.Equal(5, Enumerable.Range(0, 20).Count(n => limits.AllowLink($"{n}.example")));
    }

    public void Dispose() => limits.Dispose();
}
