using System.Globalization;
using System.Text;
using CsCheck;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Kubeadm.CloudInit;
using Slipway.Kubeadm.Tests.Support;

namespace Slipway.Kubeadm.Tests.CloudInit;

/// <summary>Whatever a person writes into a string is on the machine as it was written.</summary>
public sealed class CloudConfigArrivalTests
{
    private const int Texts = 300;

    [Fact]
    public Task Render_AnyTexts_ArriveThroughTemplateAndYaml()
    {
        CloudInitProgram.Require();
        return AnyText.Gen.Array[Texts].SampleAsync(
            async texts =>
            {
                var spec = new KubeadmConfigSpec
                {
                    BootCommands = [.. texts], PreKubeadmCommands = [.. texts], PostKubeadmCommands = [.. texts],
                    Users = [.. texts.Select((t, i) => new User { Name = $"u{i}", Gecos = t, Passwd = t, Sudo = t, SshAuthorizedKeys = [t] })],
                    Mounts = [[.. texts]],
                };
                var files = texts.Select((t, i) => new BootFile($"/f/{i}", t, Owner: t));

                var read = await CloudInitProgram.ReadAsync(CloudConfig.Render(new(spec, "init", "x: y\n", [.. files])));

                Assert.Equal(texts, read["bootcmd"]!.AsArray().Select(n => (string?)n));
                var commands = read["runcmd"]!.AsArray().Select(n => (string?)n).ToList();
                Assert.Equal(texts, commands[..Texts]);
                Assert.Equal(texts, commands[(Texts + 1)..]);
                Assert.Equal(texts, read["mounts"]![0]!.AsArray().Select(n => (string?)n));
                Assert.Equal(texts, read["write_files"]!.AsArray().Select(f => (string?)f!["content"]).Take(Texts));
                Assert.Equal(texts, read["write_files"]!.AsArray().Select(f => (string?)f!["owner"]).Take(Texts));
                foreach (var field in new[] { "gecos", "passwd", "sudo" })
                {
                    Assert.Equal(texts, read["users"]!.AsArray().Select(u => (string?)u![field]));
                }

                Assert.Equal(texts, read["users"]!.AsArray().Select(u => (string?)u!["ssh_authorized_keys"]![0]));
            },
            iter: 3, threads: 1);
    }

    [Fact]
    public Task Render_AnyTextsInCommands_ReachTheShell()
    {
        CloudInitProgram.Require();
        return AnyText.Gen.Array[Texts].SampleAsync(
            async texts =>
            {
                var folder = Directory.CreateTempSubdirectory("slipway-shell-");
                var commands = texts.Select((t, i) => $"printf %s '{t.Replace("'", "'\\''", StringComparison.Ordinal)}' > {i}").ToList();

                var read = await CloudInitProgram.ReadAsync(
                    CloudConfig.Render(new(new KubeadmConfigSpec { PreKubeadmCommands = commands }, "join", "", [])));
                var script = new StringBuilder("#!/bin/sh\n");
                foreach (var line in read["runcmd"]!.AsArray().SkipLast(1))
                {
                    script.Append((string)line!).Append('\n');
                }

                await CloudInitProgram.RunShellAsync(script.ToString(), folder.FullName);

                for (var i = 0; i < texts.Length; i++)
                {
                    var written = await File.ReadAllBytesAsync(Path.Combine(folder.FullName, i.ToString(CultureInfo.InvariantCulture)));
                    Assert.Equal(texts[i], Encoding.UTF8.GetString(written));
                }

                folder.Delete(recursive: true);
            },
            iter: 2, threads: 1);
    }
}
