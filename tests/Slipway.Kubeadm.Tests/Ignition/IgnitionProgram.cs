using Slipway.Kubeadm.Tests.Support;

namespace Slipway.Kubeadm.Tests.Ignition;

/// <summary>Ignition's own validator.</summary>
internal static class IgnitionProgram
{
    private const string Program = "ignition-validate";

    /// <summary>Its path; skips the calling test where it is not at hand.</summary>
    public static string Require()
    {
        var path = Programs.Find(Program);
        Assert.SkipWhen(path is null, $"{Program} is not at hand: eng/test-tools brings it on Debian");
        return path!;
    }

    /// <summary>What it finds wrong; empty for nothing.</summary>
    public static async Task<string> ValidateAsync(string config)
    {
        var (status, output) = await Programs.RunAsync(Require(), ["-"], config);
        return status == 0 ? output.Trim() : $"{output} (status {status})";
    }
}
