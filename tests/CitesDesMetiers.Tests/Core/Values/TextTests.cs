using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Tests.Core.Values;

public class TextTests
{
    [Fact]
    public void A_text_may_be_as_long_as_its_field_and_no_longer()
    {
        Assert.Equal("12345", Text.Line(" 12345 ", 5, "title"));
        Assert.Throws<ArgumentException>(() => Text.Line("123456", 5, "title"));
    }

    [Theory]
    [InlineData('\u202A')]
    [InlineData('\u202E')]
    [InlineData('\u2066')]
    [InlineData('\u2069')]
    [InlineData('\0')]
    public void What_turns_the_direction_of_writing_is_forbidden_like_a_control_character(char c) =>
        Assert.True(Text.HasForbiddenCharacter($"a{c}b", multiline: true));
}
