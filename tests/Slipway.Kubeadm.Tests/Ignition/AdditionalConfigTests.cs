using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Kubeadm.Bootstrap;
using Slipway.Kubeadm.Ignition;

namespace Slipway.Kubeadm.Tests.Ignition;

public sealed class AdditionalConfigTests
{
    private const string ContainerLinux =
        """
        storage:
          files:
          - path: /etc/a
            filesystem: root
            mode: 0640
            user: {name: etcd}
            contents: {inline: "hi #"}
          - path: /etc/b
            append: true
            contents:
              remote:
                url: https://example.com/b
                verification: {hash: {function: sha512, sum: cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e}}
          filesystems:
          - name: data
            mount: {device: /dev/sdc, format: xfs, wipe_filesystem: true, label: data}
          disks:
          - device: /dev/sdc
            wipe_table: true
            partitions:
            - {label: d, number: 1, size: 2GiB, start: 2048, type_guid: 0FC63DAF-8483-4772-8E79-3D69D8477DE4}
        networkd:
          units:
          - name: 00-eth.network
            contents: "[Match]"
        passwd:
          users:
          - name: ops
            ssh_authorized_keys: [b]
        systemd:
          units:
          - name: kubeadm.service
            dropins:
            - {name: 10-flatcar.conf, contents: "[Unit]\nAfter=containerd.service\n"}
          - {name: locksmithd.service, mask: true}
        """;

    [Fact]
    public void Read_ContainerLinuxConfig_IsThisIgnition() => Assert.Equal(
        """{"storage":{"files":[{"path":"/etc/a","mode":416,"user":{"name":"etcd"},"contents":{"source":"data:,hi%20%23"},"overwrite":true},{"path":"/etc/b","append":[{"source":"https://example.com/b","verification":{"hash":"sha512-cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e"}}]},{"path":"/etc/systemd/network/00-eth.network","mode":420,"overwrite":true,"contents":{"source":"data:,%5BMatch%5D"}}],"filesystems":[{"device":"/dev/sdc","format":"xfs","wipeFilesystem":true,"label":"data"}],"disks":[{"device":"/dev/sdc","wipeTable":true,"partitions":[{"label":"d","number":1,"sizeMiB":2048,"startMiB":1,"typeGuid":"0FC63DAF-8483-4772-8E79-3D69D8477DE4"}]}]},"passwd":{"users":[{"name":"ops","sshAuthorizedKeys":["b"]}]},"systemd":{"units":[{"name":"kubeadm.service","dropins":[{"name":"10-flatcar.conf","contents":"[Unit]\nAfter=containerd.service\n"}]},{"name":"locksmithd.service","mask":true}]}}""",
        AdditionalConfig.Read(ContainerLinux, strict: true).ToJsonString(JsonText.Options));

    [Theory]
    [InlineData("variant: flatcar\nversion: 1.0.0\nstorage:\n  files:\n  - path: /a\n    append:\n    - inline: x\n")]
    [InlineData("""{"ignition":{"version":"3.2.0"},"storage":{"files":[{"path":"/a","append":[{"source":"data:,x"}]}]}}""")]
    public void Read_ButaneOrIgnition_IsTakenToo(string text) => Assert.Equal(
        """[{"path":"/a","append":[{"source":"data:,x"}]}]""", AdditionalConfig.Read(text, strict: true)["storage"]!["files"]!.ToJsonString());

    [Theory]
    [InlineData("storage:\n  files:\n  - path: /a\n    colour: red\n", "storage.files[0].colour")]
    [InlineData("sytemd: {}\n", "sytemd")]
    public void Read_UnknownKey_IsAnErrorOnlyWhenStrict(string text, string key)
    {
        AdditionalConfig.Read(text, strict: false);

        var error = Assert.Throws<InvalidBootDataException>(() => AdditionalConfig.Read(text, strict: true));
        Assert.EndsWith($"strict: there is no key {key}", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("locksmith: {reboot_strategy: off}\n", "locksmith: is not translated")]
    [InlineData("""{"ignition":{"version":"2.3.0"}}""", "ignition.version 2.3.0")]
    [InlineData("storage:\n  disks:\n  - device: /d\n    partitions:\n    - {size: 1000B}\n", "storage.disks[0].partitions[0].size: \"1000B\"")]
    [InlineData("- a\n", "it must be a YAML mapping")]
    public void Read_WhatCannotBeHad_IsRefused(string text, string problem) => Assert.Contains(
        problem, Assert.Throws<InvalidBootDataException>(() => AdditionalConfig.Read(text, strict: false)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Render_Merged_HasBothAndTheUsersWordCounts()
    {
        var spec = IgnitionSpecs.Whole();
        spec.Ignition = new IgnitionSpec { ContainerLinuxConfig = new ContainerLinuxConfig { AdditionalConfig = ContainerLinux, Strict = true } };

        var config = IgnitionSpecs.Render(spec);

        Assert.Equal("3.3.0", (string?)config["ignition"]!["version"]);
        Assert.Equal("""["ssh-ed25519 AAAA ops","b"]""", config["passwd"]!["users"]![0]!["sshAuthorizedKeys"]!.ToJsonString());
        var kubeadm = config["systemd"]!["units"]![0]!;
        Assert.Equal(true, (bool?)kubeadm["enabled"]);
        Assert.Equal("10-flatcar.conf", (string?)kubeadm["dropins"]![0]!["name"]);
        Assert.Equal("hi #", IgnitionSpecs.TextOf(config, "/etc/a"));
        Assert.Equal("", await IgnitionProgram.ValidateAsync(config.ToJsonString()));
    }
}
