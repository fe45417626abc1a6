using System.Collections.Frozen;

namespace Slipway.Kubeadm.Ignition;

/// <summary>The keys of Container Linux Configs and Butane files that Ignition has under a name of its own or the same.</summary>
internal static class ContainerLinuxKeys
{
    // One line a mapping: the path to it, then its keys; "a=b" where Ignition calls it b.
    private const string Table =
        """
        : ignition storage systemd networkd passwd kernel_arguments=kernelArguments variant= version=
        ignition: config timeouts
        ignition.timeouts: http_response_headers=httpResponseHeaders http_total=httpTotal
        ignition.config: append=merge merge replace
        ignition.config.append: source
        ignition.config.merge: source
        ignition.config.replace: source
        kernel_arguments: should_exist=shouldExist should_not_exist=shouldNotExist
        passwd: users groups
        passwd.users: name gecos groups home_dir=homeDir no_create_home=noCreateHome no_log_init=noLogInit no_user_group=noUserGroup password_hash=passwordHash primary_group=primaryGroup shell ssh_authorized_keys=sshAuthorizedKeys system uid should_exist=shouldExist
        passwd.groups: name gid password_hash=passwordHash system should_exist=shouldExist
        systemd: units
        systemd.units: name enabled enable=enabled mask contents dropins
        systemd.units.dropins: name contents
        storage: disks raid filesystems files directories links
        storage.disks: device wipe_table=wipeTable partitions
        storage.disks.partitions: label number size_mib=sizeMiB start_mib=startMiB size=sizeMiB start=startMiB type_guid=typeGuid guid wipe_partition_entry=wipePartitionEntry should_exist=shouldExist resize
        storage.raid: name level devices spares options
        storage.filesystems: name= path device format label uuid options mount_options=mountOptions wipe_filesystem=wipeFilesystem
        storage.files: path filesystem= overwrite mode user group contents append
        storage.files.user: id name
        storage.files.group: id name
        storage.directories: path filesystem= overwrite mode user group
        storage.directories.user: id name
        storage.directories.group: id name
        storage.links: path filesystem= overwrite target hard user group
        storage.links.user: id name
        storage.links.group: id name
        """;

    /// <summary>Ignition's name by the dotted path of a key; empty where the key is taken and says nothing to Ignition.</summary>
    public static FrozenDictionary<string, string> Names { get; } = Read().ToFrozenDictionary(StringComparer.Ordinal);

    private static IEnumerable<KeyValuePair<string, string>> Read()
    {
        foreach (var line in Table.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var (path, keys) = line.Split(": ", 2) is [var left, var right] ? (left, right) : ("", line[2..]);
            foreach (var key in keys.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var (name, target) = key.Split('=') is [var from, var to] ? (from, to) : (key, key);
                yield return new(path.Length == 0 ? name : $"{path}.{name}", target);
            }
        }
    }
}
