using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Slipway.Api.Infrastructure.Dev.V1Beta2;
using Slipway.Kubernetes.Formats;

namespace Slipway.Dev.DevMachines;

/// <summary>
/// When each part of a machine has started, counted from when it was switched on. Without durations in the spec: at once.
/// </summary>
/// <param name="Vm">The machine itself.</param>
/// <param name="Node">Its Node.</param>
/// <param name="Etcd">Its etcd.</param>
/// <param name="ApiServer">Its API server.</param>
internal sealed record StartupSchedule(DateTimeOffset Vm, DateTimeOffset Node, DateTimeOffset Etcd, DateTimeOffset ApiServer)
{
    // A day is longer than anybody waits for a pretended machine.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    public static StartupSchedule Of(InMemoryMachineBackend backend, string uid, DateTimeOffset switchedOn)
    {
        var vm = switchedOn + Delay(backend.Vm, uid, "vm");
        var node = vm + Delay(backend.Node, uid, "node");
        var etcd = node + Delay(backend.Etcd, uid, "etcd");
        return new StartupSchedule(vm, node, etcd, etcd + Delay(backend.ApiServer, uid, "apiServer"));
    }

    // The jitter of a part is drawn from the machine's UID, so that a restarted program waits for the same moment.
    private static TimeSpan Delay(InMemoryComponent? component, string uid, string part)
    {
        if (component?.Provisioning is not { } provisioning || !GoDuration.TryParse(provisioning.StartupDuration, out var duration))
        {
            return TimeSpan.Zero;
        }

        var jitter = double.TryParse(provisioning.StartupJitter, CultureInfo.InvariantCulture, out var share) ? Math.Clamp(share, 0, 100) : 0;
        var draw = BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(uid + part))) / (double)uint.MaxValue;
        return (duration < Longest ? duration : Longest) * (1 + (jitter * draw));
    }
}
