using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Kubeadm.CloudInit;

namespace Slipway.Kubeadm.Tests.CloudInit;

public sealed class CloudConfigTests
{
    [Fact]
    public void Render_WholeSpec_IsByteForByteThis()
    {
        var text = RenderWholeSpec();

        Assert.Equal(
            """
            ## template: jinja
            #cloud-config

            write_files:
            - path: /etc/kubernetes/pki/ca.crt
              owner: root:root
              permissions: "0640"
              content: |
                -----BEGIN CERTIFICATE-----
                MII=
                -----END CERTIFICATE-----
            - path: /etc/bin
              encoding: base64
              permissions: "0600"
              append: true
              content: aGk=
            - path: /run/kubeadm/kubeadm.yaml
              owner: root:root
              permissions: "0640"
              content: |
                ---
            - path: /run/cluster-api/placeholder
              owner: root:root
              permissions: "0640"
              content: This file exists so that the folder of the sentinel file does.
            bootcmd:
            - echo boot
            runcmd:
            - echo "before" > /run/before
            - kubeadm init --config /run/kubeadm/kubeadm.yaml --v 4 && echo success > /run/cluster-api/bootstrap-success.complete
            - |-
              if true; then
                echo after
              fi
            ntp:
              enabled: true
              servers:
              - time.example.com
            users:
            - name: ops
              passwd: $6$salt$hash
              gecos: Operations
              groups: adm, wheel
              homedir: /srv/ops
              lock_passwd: false
              shell: /bin/bash
              primary_group: ops
              sudo: ALL=(ALL) NOPASSWD:ALL
              ssh_authorized_keys:
              - ssh-ed25519 AAAA ops
            - name: gone
              inactive: "0"
            disk_setup:
              /dev/sdb:
                table_type: gpt
                layout: true
                overwrite: false
            fs_setup:
            - label: data
              filesystem: ext4
              device: /dev/sdb1
              partition: auto
              overwrite: true
              replace_fs: ntfs
              extra_opts:
              - -F
            mounts:
            - - LABEL=data
              - /var/lib/etcd

            """,
            text);
    }

    [Theory]
    [InlineData("Linux", "83")]
    [InlineData("LinuxSwap", "82")]
    [InlineData("LinuxRAID", "fd")]
    [InlineData("LVM", "8e")]
    [InlineData("Fat32", "0c")]
    [InlineData("NTFS", "07")]
    [InlineData("LinuxExtended", "85")]
    public void Render_PartitionType_IsItsCode(string type, string code)
    {
        var disks = new DiskSetup
        {
            Partitions = [new DiskPartition { Device = "/dev/sdb", DiskLayout = [new() { Percentage = 33, PartitionType = type }, new() { Percentage = 67 }] }],
        };

        Assert.Equal($$$"""{"/dev/sdb":{"layout":[[33,"{{{code}}}"],67]}}""", DiskSections.Partitions(disks)!.ToJsonString());
    }

    [Fact]
    public async Task Render_WholeSpec_IsWhatCloudInitAccepts()
    {
        CloudInitProgram.Require();

        var (status, output) = await CloudInitProgram.CheckSchemaAsync(RenderWholeSpec());

        Assert.True(status == 0, output);
    }

    private static string RenderWholeSpec()
    {
        var spec = new KubeadmConfigSpec
        {
            BootCommands = ["echo boot"],
            PreKubeadmCommands = ["echo \"before\" > /run/before"],
            PostKubeadmCommands = ["if true; then\n  echo after\nfi"],
            Verbosity = 4,
            Ntp = new Ntp { Enabled = true, Servers = ["time.example.com"] },
            Users =
            [
                new User
                {
                    Name = "ops", Gecos = "Operations", Groups = "adm, wheel", HomeDir = "/srv/ops", Shell = "/bin/bash", PrimaryGroup = "ops",
                    Passwd = "$6$salt$hash", Sudo = "ALL=(ALL) NOPASSWD:ALL", LockPassword = false, SshAuthorizedKeys = ["ssh-ed25519 AAAA ops"],
                },
                new User { Name = "gone", Inactive = true },
            ],
            DiskSetup = new DiskSetup
            {
                Partitions = [new DiskPartition { Device = "/dev/sdb", Layout = true, TableType = "gpt", Overwrite = false }],
                Filesystems =
                [
                    new DiskFilesystem
                    {
                        Device = "/dev/sdb1", Filesystem = "ext4", Label = "data", ExtraOpts = ["-F"], Partition = "auto", Overwrite = true, ReplaceFS = "ntfs",
                    },
                ],
            },
            Mounts = [["LABEL=data", "/var/lib/etcd"]],
        };
        BootFile[] files =
        [
            new("/etc/kubernetes/pki/ca.crt", "-----BEGIN CERTIFICATE-----\nMII=\n-----END CERTIFICATE-----\n"),
            new("/etc/bin", "aGk=", Owner: null, Permissions: "0600", Encoding: "base64", Append: true),
        ];

        return CloudConfig.Render(new(spec, "init", "---\n", [.. files]));
    }
}
