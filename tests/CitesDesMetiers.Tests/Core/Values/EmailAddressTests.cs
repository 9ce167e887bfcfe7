using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Tests.Core.Values;

public class EmailAddressTests
{
    private static readonly string LongestDomain = string.Join('.', Enumerable.Repeat(new string('d', 63), 3)) + ".fr";

    [Theory]
    [InlineData(64, null)]
    [InlineData(65, AddressFault.TooLong)]
    public void The_part_before_the_at_sign_has_at_most_64_characters(int length, AddressFault? expected)
    {
        Assert.Equal(expected is null, EmailAddress.TryParse($"{new string('a', length)}@exemple.fr", out _, out var fault));
        Assert.Equal(expected, fault);
    }

    [Theory]
    [InlineData(254, null)]
    [InlineData(255, AddressFault.TooLong)]
    public void An_address_has_at_most_254_characters(int length, AddressFault? expected)
    {
        var address = $"{new string('a', length - 1 - LongestDomain.Length)}@{LongestDomain}";

        Assert.Equal(expected is null, EmailAddress.TryParse(address, out _, out var fault));
        Assert.Equal(expected, fault);
    }
}
