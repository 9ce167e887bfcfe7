using System.Net;
using System.Net.Sockets;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Web.Newsletter.Issues.Links;

namespace CitesDesMetiers.Tests.Newsletter.Issues.Links;

/// <summary>Where a link leads, and where the site does not follow it.</summary>
public sealed class LinkVisitorTests
{
    [Theory]
    [InlineData("/page", LinkState.Alive, 200)]
    [InlineData("/sans-head", LinkState.Alive, 200)]
    [InlineData("/sans-fin", LinkState.Alive, 200)]
    [InlineData("/sauts/4", LinkState.Alive, 200)]
    [InlineData("/sauts/5", LinkState.Broken, 302)]
    [InlineData("/boucle", LinkState.Broken, 302)]
    [InlineData("/vers?ftp://cite.example/", LinkState.Broken, 302)]
    [InlineData("/vers?file:///etc/passwd", LinkState.Broken, 302)]
    [InlineData("/disparue", LinkState.Broken, 404)]
    [InlineData("/lent", LinkState.Unreachable, null)]
    public async Task A_link_is_alive_broken_or_out_of_reach(string path, LinkState state, int? status)
    {
        await using var server = await WebServer.StartAsync();
        using var visitor = Visitor(_ => true, patience: path == "/lent" ? TimeSpan.FromSeconds(3) : TimeSpan.FromMinutes(1));

        Assert.Equal(new LinkVerdict(state, status), await visitor.VisitAsync(server.Url + path, Cancel));
        Assert.InRange(server.Visits.Count, 1, 8);
        Assert.All(server.Agents, agent => Assert.Equal("InfoLettre-Liens/1.0 (+https://lettre.example)", agent));
    }

    [Fact]
    public async Task Nobody_behind_a_port_and_a_name_without_address_are_out_of_reach()
    {
        var server = await WebServer.StartAsync();
        var url = server.Url;
        await server.DisposeAsync();
        using var visitor = Visitor(_ => true);

        Assert.Equal(LinkState.Unreachable, (await visitor.VisitAsync(url + "/page", Cancel)).State);
        using var astray = Visitor(_ => true, (_, _) => Task.FromException<IPAddress[]>(new SocketException((int)SocketError.HostNotFound)));
        Assert.Equal(LinkState.Unreachable, (await astray.VisitAsync("http://nom-sans-adresse.example/", Cancel)).State);
        using var empty = Visitor(_ => true, (_, _) => Task.FromResult<IPAddress[]>([]));
        Assert.Equal(LinkState.Unreachable, (await empty.VisitAsync("http://nom-sans-adresse.example/", Cancel)).State);
    }

    [Fact]
    public async Task Of_a_name_with_several_addresses_only_the_public_ones_are_visited()
    {
        await using var outside = await WebServer.StartAsync("127.0.0.2");
        var (allowed, refused) = (IPAddress.Parse("127.0.0.2"), IPAddress.Loopback);
        using var mixed = Visitor(allowed.Equals, (_, _) => Task.FromResult<IPAddress[]>([refused, allowed]));
        using var inner = Visitor(allowed.Equals, (_, _) => Task.FromResult<IPAddress[]>([refused]));

        Assert.Equal(LinkState.Alive, (await mixed.VisitAsync($"http://cite.example:{outside.Port}/page", Cancel)).State);
        Assert.Equal(LinkState.Refused, (await inner.VisitAsync($"http://cite.example:{outside.Port}/page", Cancel)).State);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("127.1")]
    [InlineData("2130706433")]
    [InlineData("0x7f.0.0.1")]
    [InlineData("[::1]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("10.1.2.3")]
    [InlineData("169.254.169.254")]
    public async Task A_private_address_is_refused_however_it_is_written(string host)
    {
        await using var server = await WebServer.StartAsync();
        using var visitor = Visitor(PublicAddress.Is);

        Assert.Equal(LinkState.Refused, (await visitor.VisitAsync($"http://{host}:{server.Port}/page", Cancel)).State);
        Assert.Empty(server.Visits);
    }

    [Fact]
    public async Task A_redirect_into_a_private_network_is_refused_at_its_connection()
    {
        // Linux answers on all of 127.0.0.0/8: here 127.0.0.2 stands for the public internet.
        await using var outside = await WebServer.StartAsync("127.0.0.2");
        await using var inside = await WebServer.StartAsync();
        using var visitor = Visitor(address => address.Equals(IPAddress.Parse("127.0.0.2")));

        Assert.Equal(LinkState.Alive, (await visitor.VisitAsync(outside.Url + "/page", Cancel)).State);
        Assert.Equal(LinkState.Refused, (await visitor.VisitAsync($"{outside.Url}/vers?{inside.Url}/page", Cancel)).State);
        Assert.Equal(LinkState.Refused, (await visitor.VisitAsync($"{outside.Url}/vers?http://localhost:{inside.Port}/page", Cancel)).State);
        Assert.Empty(inside.Visits);
    }

    [Theory]
    [InlineData("93.184.216.34", true)]
    [InlineData("172.32.0.1", true)]
    [InlineData("100.128.0.1", true)]
    [InlineData("2a00:1450:4007:80e::200e", true)]
    [InlineData("0.0.0.0", false)]
    [InlineData("10.255.255.255", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("127.255.255.254", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("198.18.0.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fc00::1", false)]
    [InlineData("fd12:3456::1", false)]
    [InlineData("ff02::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("::ffff:93.184.216.34", true)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("2002:a00:1::", false)]
    [InlineData("2001:0:a00:1::", false)]
    public void Public_addresses_are_told_from_all_others(string address, bool isPublic) =>
        Assert.Equal(isPublic, PublicAddress.Is(IPAddress.Parse(address)));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static LinkVisitor Visitor(
        Func<IPAddress, bool> isAllowed, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null, TimeSpan? patience = null) =>
        new(
            isAllowed, new SiteOptions { PublicUrl = SiteFactory.PublicUrl }, new LinkLimits { Timeout = patience ?? TimeSpan.FromSeconds(3) },
            resolve);
}
