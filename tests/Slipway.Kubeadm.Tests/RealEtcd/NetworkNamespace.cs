using System.Diagnostics;
using System.Globalization;

namespace Slipway.Kubeadm.Tests.RealEtcd;

/// <summary>A network of its own for one program, and a cable to ours that can be pulled.</summary>
internal sealed class NetworkNamespace : IAsyncDisposable
{
    private readonly string _name;

    private NetworkNamespace(string name, int subnet) =>
        (_name, OurAddress, Address) = (name, $"169.254.{subnet}.1", $"169.254.{subnet}.2");

    /// <summary>Our end of the cable.</summary>
    public string OurAddress { get; }

    /// <summary>The other end.</summary>
    public string Address { get; }

    /// <summary>What a command begins with to run inside.</summary>
    public IReadOnlyList<string> Prefix => ["ip", "netns", "exec", _name];

    private string Cable => $"{_name}a";

    /// <summary>Makes one; skips the calling test where that is not allowed.</summary>
    public static async Task<NetworkNamespace> RequireAsync()
    {
        var number = Environment.ProcessId % 250;
        var space = new NetworkNamespace(string.Create(CultureInfo.InvariantCulture, $"slipway{number}"), number + 1);
        Assert.SkipUnless(await TryAsync("ip", "netns", "add", space._name), "network namespaces need root and the program ip");
        string[][] commands =
        [
            ["link", "add", space.Cable, "type", "veth", "peer", "name", "eth0", "netns", space._name],
            ["addr", "add", $"{space.OurAddress}/24", "dev", space.Cable],
            ["link", "set", space.Cable, "up"],
            ["-n", space._name, "addr", "add", $"{space.Address}/24", "dev", "eth0"],
            ["-n", space._name, "link", "set", "eth0", "up"],
            ["-n", space._name, "link", "set", "lo", "up"],
        ];
        foreach (var command in commands)
        {
            if (!await TryAsync("ip", command))
            {
                await space.DisposeAsync();
                Assert.Skip($"ip {string.Join(' ', command)} is not allowed here");
            }
        }

        return space;
    }

    /// <summary>Nothing arrives any more, and nobody is told.</summary>
    public Task CutAsync() => TryAsync("ip", "link", "set", Cable, "down");

    /// <summary>All arrives again.</summary>
    public Task MendAsync() => TryAsync("ip", "link", "set", Cable, "up");

    public async ValueTask DisposeAsync()
    {
        await TryAsync("ip", "netns", "del", _name);
        await TryAsync("ip", "link", "del", Cable);
    }

    private static async Task<bool> TryAsync(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
            await process.StandardError.ReadToEndAsync(CancellationToken.None);
            await process.WaitForExitAsync(CancellationToken.None);
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
