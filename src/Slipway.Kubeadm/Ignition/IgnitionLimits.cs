using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Kubeadm.Bootstrap;

namespace Slipway.Kubeadm.Ignition;

/// <summary>What Ignition cannot do.</summary>
internal static class IgnitionLimits
{
    /// <exception cref="InvalidBootDataException">The spec wants it.</exception>
    public static void Check(KubeadmConfigSpec spec)
    {
        const string percent = "Ignition counts in MiB, not in percent: use layout: true, or storage.disks in ignition.containerLinuxConfig.additionalConfig";
        List<string> problems = [];
        if (spec.BootCommands is { Count: > 0 })
        {
            problems.Add("spec.bootCommands: Ignition runs none; use preKubeadmCommands");
        }

        AddEach(problems, spec.Users, u => u.Inactive is true, i => $"spec.users[{i}].inactive: Ignition makes no inactive users");
        var disks = spec.DiskSetup;
        AddEach(problems, disks?.Partitions, p => p.DiskLayout is { Count: > 0 }, i => $"spec.diskSetup.partitions[{i}].diskLayout: {percent}");
        AddEach(
            problems, disks?.Partitions, p => p.TableType is not null and not PartitionTableType.Gpt,
            i => $"spec.diskSetup.partitions[{i}].tableType: Ignition writes gpt tables only");
        AddEach(
            problems, disks?.Filesystems, f => f.ReplaceFS is not null,
            i => $"spec.diskSetup.filesystems[{i}].replaceFS: Ignition cannot ask what is there; use overwrite: true");
        AddEach(
            problems, disks?.Filesystems, f => f.Partition is not null,
            i => $"spec.diskSetup.filesystems[{i}].partition: name the partition's device itself, as /dev/disk/by-partlabel/…");
        if (problems.Count > 0)
        {
            throw new InvalidBootDataException(string.Join("; ", problems));
        }
    }

    private static void AddEach<T>(List<string> problems, List<T>? items, Predicate<T> isWrong, Func<int, string> problem) =>
        problems.AddRange(Enumerable.Range(0, items?.Count ?? 0).Where(i => isWrong(items![i])).Select(problem));
}
