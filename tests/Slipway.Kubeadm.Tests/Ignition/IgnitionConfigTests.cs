using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Kubeadm.Bootstrap;
using Slipway.Kubeadm.CloudInit;
using Slipway.Kubeadm.Ignition;

namespace Slipway.Kubeadm.Tests.Ignition;

public sealed class IgnitionConfigTests
{
    private static readonly BootFile[] Files =
    [
        new("/etc/kubernetes/pki/ca.key", "KEY\n", Permissions: "0600"),
        new("/etc/bin", "aGk=\n", Owner: "1000:staff", Permissions: "0755", Encoding: "base64"),
        new("/etc/zip", "H4sI", Owner: null, Permissions: null, Encoding: "gzip+base64"),
        new("/etc/motd", "more", Owner: null, Permissions: null, Append: true),
    ];

    [Fact]
    public async Task Render_WholeSpec_IsWhatIgnitionAccepts()
    {
        IgnitionProgram.Require();

        Assert.Equal("", await IgnitionProgram.ValidateAsync(IgnitionSpecs.RenderText(IgnitionSpecs.Whole(), Files)));
    }

    [Fact]
    public void Render_WholeSpec_HasTheseSections()
    {
        var config = IgnitionSpecs.Render(IgnitionSpecs.Whole(), Files);

        Assert.Equal("""{"version":"3.3.0"}""", config["ignition"]!.ToJsonString());
        Assert.Equal(
            """[{"name":"ops","gecos":"Operations","groups":["wheel","docker"],"homeDir":"/srv/ops","shell":"/bin/bash","passwordHash":"$6$salt$hash","primaryGroup":"ops","sshAuthorizedKeys":["ssh-ed25519 AAAA ops"]}]""",
            config["passwd"]!["users"]!.ToJsonString());
        Assert.Equal(
            """[{"device":"/dev/sdb","wipeTable":true,"partitions":[{"number":1,"startMiB":0,"sizeMiB":0}]}]""",
            config["storage"]!["disks"]!.ToJsonString());
        Assert.Equal(
            """[{"device":"/dev/sdb1","format":"ext4","label":"etcd_disk","wipeFilesystem":false,"options":["-F"]}]""",
            config["storage"]!["filesystems"]!.ToJsonString());
        Assert.Equal(
            ["kubeadm.service", "ntpd.service", @"var-lib-etcd\x2ddata.mount"], config["systemd"]!["units"]!.AsArray().Select(u => (string?)u!["name"]));
        Assert.Equal("ops ALL=(ALL) NOPASSWD:ALL\n", IgnitionSpecs.TextOf(config, "/etc/sudoers.d/ops"));
        Assert.Contains("Match User ops\n  PasswordAuthentication yes\n", IgnitionSpecs.TextOf(config, "/etc/ssh/sshd_config"), StringComparison.Ordinal);
        Assert.StartsWith("server time.example.com\n", IgnitionSpecs.TextOf(config, "/etc/ntp.conf"), StringComparison.Ordinal);
        Assert.Equal("---\nkind: ClusterConfiguration\n", IgnitionSpecs.TextOf(config, "/etc/kubeadm.yml"));
    }

    [Fact]
    public void Render_WholeSpec_RunsTheCommandsAroundKubeadms() => Assert.Equal(
        """
        #!/bin/bash
        set -e
        echo "before"
        kubeadm init --config /etc/kubeadm.yml --v 4
        mkdir -p /run/cluster-api && echo success > /run/cluster-api/bootstrap-success.complete
        mv /etc/kubeadm.yml /tmp/
        if true; then
          echo after
        fi

        """,
        IgnitionSpecs.TextOf(IgnitionSpecs.Render(IgnitionSpecs.Whole()), "/etc/kubeadm.sh"));

    [Theory]
    [InlineData(0, """{"path":"/etc/kubernetes/pki/ca.key","mode":384,"user":{"name":"root"},"group":{"name":"root"},"overwrite":true,"contents":{"source":"data:,KEY%0A"}}""")]
    [InlineData(1, """{"path":"/etc/bin","mode":493,"user":{"id":1000},"group":{"name":"staff"},"overwrite":true,"contents":{"source":"data:;base64,aGk="}}""")]
    [InlineData(2, """{"path":"/etc/zip","overwrite":true,"contents":{"source":"data:;base64,H4sI","compression":"gzip"}}""")]
    [InlineData(3, """{"path":"/etc/motd","append":[{"source":"data:,more"}]}""")]
    public void Render_File_IsThis(int index, string json) =>
        Assert.Equal(json, IgnitionSpecs.Render(new KubeadmConfigSpec(), Files[index])["storage"]!["files"]![0]!.ToJsonString());

    [Fact]
    public void Render_Mount_FindsTheDeviceOfTheLabel()
    {
        var unit = IgnitionSpecs.Render(IgnitionSpecs.Whole())["systemd"]!["units"]![2]!;

        Assert.Contains(
            "[Mount]\nWhat=/dev/sdb1\nWhere=/var/lib/etcd-data\nOptions=noatime\n\n[Install]", (string)unit["contents"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/var/lib/etcd", "var-lib-etcd")]
    [InlineData("/", "-")]
    [InlineData("/a//b/", "a-b")]
    [InlineData("/a-b/é", @"a\x2db-\xc3\xa9")]
    [InlineData("/.hidden/x.y", @"\x2ehidden-x.y")]
    public void UnitName_OfAPath_IsSystemds(string path, string name) => Assert.Equal(name, IgnitionUnits.UnitName(path));

    public static TheoryData<string, KubeadmConfigSpec> Impossible => new()
    {
        { "spec.bootCommands", new() { BootCommands = ["a"] } },
        { "spec.users[0].inactive", new() { Users = [new User { Name = "a", Inactive = true }] } },
        { "spec.diskSetup.partitions[0].diskLayout", new() { DiskSetup = new() { Partitions = [new() { Device = "/d", DiskLayout = [new() { Percentage = 5 }] }] } } },
        { "spec.diskSetup.partitions[0].tableType", new() { DiskSetup = new() { Partitions = [new() { Device = "/d", TableType = "mbr" }] } } },
        { "spec.diskSetup.filesystems[0].replaceFS", new() { DiskSetup = new() { Filesystems = [new() { Device = "/d", ReplaceFS = "ntfs" }] } } },
        { "spec.diskSetup.filesystems[0].partition", new() { DiskSetup = new() { Filesystems = [new() { Device = "/d", Partition = "auto" }] } } },
        { "spec.mounts[0]", new() { Mounts = [["a", "relative"]] } },
        { "spec.ignition.containerLinuxConfig.additionalConfig", new() { Ignition = new() { ContainerLinuxConfig = new() { AdditionalConfig = "[" } } } },
    };

    [Theory, MemberData(nameof(Impossible))]
    public void Render_WhatIgnitionCannotDo_IsRefused(string field, KubeadmConfigSpec spec) => Assert.StartsWith(
        $"{field}: ", Assert.Throws<InvalidBootDataException>(() => IgnitionSpecs.Render(spec)).Message, StringComparison.Ordinal);
}
