using System.Text;
using System.Text.Json;
using CsCheck;
using Slipway.ApiServer.Decoding.Go;

namespace Slipway.ApiServer.Tests.Decoding;

public class GoJsonTests
{
    [Theory]
    [InlineData("", "unexpected end of JSON input")]
    [InlineData("  ", "unexpected end of JSON input")]
    [InlineData("{", "unexpected end of JSON input")]
    [InlineData("{\"a\":1", "unexpected end of JSON input")]
    [InlineData("\"a", "unexpected end of JSON input")]
    [InlineData("x", "invalid character 'x' looking for beginning of value")]
    [InlineData("{x}", "invalid character 'x' looking for beginning of object key string")]
    [InlineData("{\"a\":1,}", "invalid character '}' looking for beginning of object key string")]
    [InlineData("{\"a\" 1}", "invalid character '1' after object key")]
    [InlineData("{\"a\":1 \"b\"}", "invalid character '\"' after object key:value pair")]
    [InlineData("[1 2]", "invalid character '2' after array element")]
    [InlineData("[1,]", "invalid character ']' looking for beginning of value")]
    [InlineData("1 2", "invalid character '2' after top-level value")]
    [InlineData("trux", "invalid character 'x' in literal true (expecting 'e')")]
    [InlineData("-a", "invalid character 'a' in numeric literal")]
    [InlineData("1.a", "invalid character 'a' after decimal point in numeric literal")]
    [InlineData("1ea", "invalid character 'a' in exponent of numeric literal")]
    [InlineData("012", "invalid character '1' after top-level value")]
    [InlineData("\"\\q\"", "invalid character 'q' in string escape code")]
    [InlineData("\"\\u12x4\"", "invalid character 'x' in \\u hexadecimal character escape")]
    [InlineData("\"a\nb\"", "invalid character '\\n' in string literal")]
    [InlineData("'a'", "invalid character '\\'' looking for beginning of value")]
    public void Error_OfABrokenText_IsGoS(string json, string wanted) =>
        Assert.Equal(wanted, GoJson.Error(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Error_OfAnyText_IsNullExactlyWhenItIsJson() => Gen.String["{}[]\",:0123456789.eE+-truefalsn\\ u"].Sample(
        text => Assert.Equal(IsJson(text), GoJson.Error(Encoding.UTF8.GetBytes(text)) is null), iter: 5_000);

    private static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
