using System.Globalization;
using System.Text;
using CsCheck;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Kubeadm.CloudInit;
using Slipway.Kubeadm.Tests.CloudInit;
using Slipway.Kubeadm.Tests.Support;

namespace Slipway.Kubeadm.Tests.Ignition;

/// <summary>Whatever a person writes into a string is on the machine as it was written.</summary>
public sealed class IgnitionArrivalTests
{
    private const int Texts = 200;

    [Fact]
    public async Task Render_AnyTexts_Arrive()
    {
        // Inside the sample a skip would count as a failure.
        IgnitionProgram.Require();
        await AnyText.Gen.Array[Texts].SampleAsync(
            async texts =>
            {
                var spec = new KubeadmConfigSpec
                {
                    Users = [.. texts.Select((t, i) => new User { Name = $"u{i}", Gecos = t, Passwd = t, SshAuthorizedKeys = [t] })],
                };
                var text = IgnitionSpecs.RenderText(spec, [.. texts.Select((t, i) => new BootFile($"/f/{i}", t))]);
                var config = System.Text.Json.Nodes.JsonNode.Parse(text)!.AsObject();

                for (var i = 0; i < Texts; i++)
                {
                    Assert.Equal(texts[i], IgnitionSpecs.TextOf(config, $"/f/{i}"));
                    var user = config["passwd"]!["users"]![i]!;
                    Assert.Equal([texts[i], texts[i], texts[i]], [(string?)user["gecos"], (string?)user["passwordHash"], (string?)user["sshAuthorizedKeys"]![0]]);
                }

                Assert.Equal("", await IgnitionProgram.ValidateAsync(text));
            },
            iter: 3, threads: 1);
    }

    [Fact]
    public Task Render_AnyTextsInCommands_ReachTheShell() => AnyText.Gen.Array[Texts].SampleAsync(
        async texts =>
        {
            var folder = Directory.CreateTempSubdirectory("slipway-shell-");
            var commands = texts.Select((t, i) => $"printf %s '{t.Replace("'", "'\\''", StringComparison.Ordinal)}' > {i}").ToList();

            var script = IgnitionSpecs.TextOf(IgnitionSpecs.Render(new KubeadmConfigSpec { PreKubeadmCommands = [.. commands, "exit 0"] }), "/etc/kubeadm.sh");
            await CloudInitProgram.RunShellAsync(script, folder.FullName);

            for (var i = 0; i < texts.Length; i++)
            {
                var written = await File.ReadAllBytesAsync(Path.Combine(folder.FullName, i.ToString(CultureInfo.InvariantCulture)));
                Assert.Equal(texts[i], Encoding.UTF8.GetString(written));
            }

            folder.Delete(recursive: true);
        },
        iter: 2, threads: 1);
}
