using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Slipway.ApiServer.Tests.Kubectl;

/// <summary>A <c>kubectl port-forward</c> that runs until it is disposed.</summary>
internal sealed class PortForward : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Process _process;

    private PortForward(Process process) => _process = process;

    /// <summary>Forwards a free port of the loopback, which <paramref name="target"/> leaves open: <c>pod/web :80</c>.</summary>
    public static PortForward Start(Kubectl kubectl, string target) => new(kubectl.Start($"port-forward --address 127.0.0.1 {target}"));

    /// <summary>The local port, once it is listened at.</summary>
    public async Task<int> PortAsync()
    {
        var line = await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        var port = Regex.Match(line ?? "", @"^Forwarding from 127\.0\.0\.1:(?<port>\d+) ", RegexOptions.ExplicitCapture, Patience);
        Assert.True(port.Success, line ?? await _process.StandardError.ReadToEndAsync());
        return int.Parse(port.Groups["port"].Value, CultureInfo.InvariantCulture);
    }

    /// <summary>Waits until it has told an error with these words.</summary>
    public async Task ErrorAsync(string words)
    {
        var seen = "";
        while (await _process.StandardError.ReadLineAsync().WaitAsync(Patience) is { } line)
        {
            seen += line + "\n";
            if (line.Contains(words, StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail($"'{words}' was expected: {seen}");
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }
}
