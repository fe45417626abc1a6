using Slipway.Cli.Tests.Support;

namespace Slipway.Cli.Tests.Commands;

public sealed class ParseMistakesTests
{
    [Theory]
    [InlineData("aply -f x", "unknown command \"aply\": did you mean apply?")]
    [InlineData("describe clustr demo", "unknown command \"clustr\": did you mean cluster?")]
    [InlineData("get clusters --ouptut yaml", "unknown option \"--ouptut\": did you mean --output?")]
    [InlineData("up --detatch", "unknown option \"--detatch\": did you mean --detach?")]
    [InlineData("up --port many", "--port")]
    [InlineData("up --port 70000", "a number from 0 to 65535 was expected")]
    [InlineData("up --feature-gates MachineTaintPropagation", "is no gate with its value")]
    [InlineData("up --feature-gates Magic=true", "there is no gate 'Magic'")]
    [InlineData("up --additional-sync-machine-labels team,(", "'(' is no regular expression")]
    [InlineData("get", "Required argument 'RESOURCE' missing")]
    [InlineData("get clusters -o table", "table")]
    [InlineData("describe cluster demo --watch --timeout soon", "'soon' is not a duration")]
    [InlineData("generate cluster Demo", "\"Demo\" is no name for a cluster")]
    [InlineData("generate cluster demo --control-plane-machine-count 0", "1 or more was expected")]
    [InlineData("generate cluster demo --kubernetes-version latest", "one such as v1.33.0 was expected")]
    [InlineData("generate cluster demo --flavor aws", "there is no flavor \"aws\": in-memory was expected")]
    [InlineData("apply -f /nowhere.yaml", "/nowhere.yaml does not exist")]
    public async Task CommandLine_Mistaken_IsToldAndExits2(string arguments, string expected)
    {
        var result = await InProcess.RunAsync(arguments.Split(' '));

        Assert.Equal(ExitCodes.Usage, result.ExitCode);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CommandLine_Empty_ShowsHelp()
    {
        var result = await InProcess.RunAsync([]);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("describe", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("up")]
    [InlineData("webhooks")]
    public async Task Help_ShowsNoTypeOfOurs(string command)
    {
        var result = await InProcess.RunAsync([command, "--help"]);

        Assert.Equal(0, result.ExitCode);
        Assert.DoesNotContain(" { ", result.Output, StringComparison.Ordinal);
    }
}
