using System.Net;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Architecture;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Ui.Forms;

namespace CitesDesMetiers.Tests.Platform.Auditing;

/// <summary>The audit log recognises networks and mailboxes without naming a person's.</summary>
public class AuditMaskTests
{
    [Theory]
    [InlineData("203.0.113.77", "203.0.113.0/24")]
    [InlineData("::ffff:203.0.113.77", "203.0.113.0/24")]
    [InlineData("2001:db8:abcd:1234:5678:9abc:def0:1", "2001:db8:abcd::/48")]
    [InlineData("::1", "::/48")]
    public void The_address_of_a_client_keeps_its_network_only(string address, string shown) =>
        Assert.Equal(shown, ClientNetwork.Masked(IPAddress.Parse(address)));

    [Fact]
    public void Without_a_request_there_is_no_network() => Assert.Null(ClientNetwork.Masked(null));

    [Theory]
    [InlineData("Adresse : anne.martin@reseau.example", "Adresse : a…@reseau.example")]
    [InlineData("« a@b.example », puis <x.y@z.example>.", "« a…@b.example », puis <x…@z.example>.")]
    [InlineData("un@ mot", "un@ mot")]
    public void Mail_addresses_are_masked_wherever_they_stand(string written, string kept)
    {
        var entry = new AuditEntry(AuditAction.SettingsChanged, Samples.Noon, null, "Le site", written).Changing(written, written);

        Assert.Equal((kept, kept, kept), (entry.Subject, entry.Before, entry.After));
    }

    [Fact]
    public void What_is_too_long_or_has_forbidden_characters_is_kept_as_well_as_it_can_be()
    {
        var entry = new AuditEntry(AuditAction.SettingsChanged, Samples.Noon, null, new string('n', 300), "un\u202Edeux\0trois")
            .Changing("une\nligne", new string('x', 5_000));

        Assert.Equal("un deux trois", entry.Subject);
        Assert.Equal("une ligne", entry.Before);
        Assert.Equal(AuditEntry.NameLength, entry.ByName.Length);
        Assert.Equal(AuditEntry.ValueLength, entry.After!.Length);
    }

    [Fact]
    public void The_documents_hold_the_number_and_the_French_name_of_every_event()
    {
        var document = File.ReadAllText(Path.Combine(Sources.Root, "docs", "audit-log.md"));

        Assert.All(
            Enum.GetValues<AuditAction>(), a => Assert.Contains($"| {(int)a} | `{a}` | {Labels.Label(a)} |", document, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_number_of_an_event_is_unique_and_every_act_has_a_group_and_a_name()
    {
        var actions = Enum.GetValues<AuditAction>();
        Assert.Distinct(Enum.GetNames<AuditAction>().Select(n => (int)Enum.Parse<AuditAction>(n)));
        Assert.All(actions, a => Assert.True(Enum.IsDefined(a.Group())));
        Assert.Distinct(actions.Select(Labels.Label));
    }
}
