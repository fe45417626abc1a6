using System.Text.Json.Nodes;
using Slipway.Kubernetes.Schemas;

namespace Slipway.Kubernetes.Tests.Schemas;

public sealed class StringFormatTests
{
    [Theory]
    [InlineData("date-time", "2026-01-02T03:04:05Z", "2026-01-02 03:04:05Z")]
    [InlineData("date-time", "2026-01-02t03:04:05.123+01:00", "2026-01-02T03:04:05")]
    [InlineData("date-time", "2024-02-29T23:59:59Z", "2026-02-29T23:59:59Z")]
    [InlineData("date", "2026-01-02", "2026-1-2")]
    [InlineData("duration", "1h30m", "an hour")]
    [InlineData("duration", "2 weeks", "1x")]
    [InlineData("hostname", "a-b.example", "a.1")]
    [InlineData("mac", "01:23:45:67:89:ab", "01:23:45:67:89")]
    [InlineData("mac", "0123.4567.89ab", "01:23-45:67:89:ab")]
    [InlineData("isbn", "978-0321751041", "978-0321751042")]
    [InlineData("isbn10", "0321751043", "0321751044")]
    [InlineData("creditcard", "4111 1111 1111 1111", "4111 1111 1111 1112")]
    [InlineData("rgbcolor", "rgb(255, 0,12)", "rgb(256,0,0)")]
    [InlineData("ssn", "111-11-1111", "111111111")]
    [InlineData("byte", "aGVsbG8=", "aGVs bG8=")]
    [InlineData("cidr", "10.0.0.1/8", "10.0.0.0/33")]
    [InlineData("k8s-short-name", "a-b", "a.b")]
    [InlineData("uuid", "123E4567-e89b-12d3-a456-426614174000", "123e4567")]
    public void Validate_OfAFormat_TakesTheGoodTextOnly(string format, string good, string bad)
    {
        var schema = Schema.FromJson(new JsonObject { ["type"] = "string", ["format"] = format });

        Assert.Empty(SchemaValidator.Validate(good, schema));
        Assert.Equal($": Invalid value: \"{bad}\":  in body must be of type {format}: \"{bad}\"", Assert.Single(SchemaValidator.Validate(bad, schema)).ToString());
    }

    [Theory]
    [InlineData(1, "1")]
    [InlineData(999999, "999999")]
    [InlineData(1000000, "1e+06")]
    [InlineData(1234567.5, "1.2345675e+06")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(0.00001, "1e-05")]
    [InlineData(-2.5e10, "-2.5e+10")]
    [InlineData(0, "0")]
    public void Format_OfANumber_IsGos(double value, string expected) => Assert.Equal(expected, GoNumber.Format(value));
}
