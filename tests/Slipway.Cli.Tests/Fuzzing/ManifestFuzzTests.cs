using Slipway.Cli.Manifests;
using Slipway.Testing.Fuzzing;

namespace Slipway.Cli.Tests.Fuzzing;

/// <summary>Files that a user applies: objects, or a sentence that says what is wrong.</summary>
public sealed class ManifestFuzzTests
{
    [Fact]
    public Task Manifest_OfAnyText_IsObjectsOrAUsageError() => Fuzz.TextAsync(
        "manifests",
        [
            "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata: &d\n  k: |\n    v\n---\napiVersion: v1\nkind: Secret\nmetadata: {name: b, namespace: n}\nstringData: *d\n",
            """{"apiVersion":"v1","kind":"List","items":[{"apiVersion":"v1","kind":"Pod","metadata":{"name":"c"}}]}""",
            "apiVersion: v1\nkind: PodList\nitems:\n- apiVersion: v1\n  kind: List\n  items: []\n- null\n",
        ],
        text =>
        {
            try
            {
                Assert.All(ManifestReader.Parse("file", text), d => Assert.NotEmpty((string)d.Body["metadata"]!["name"]!));
            }
            catch (CliException e)
            {
                Assert.Equal(ExitCodes.Usage, e.ExitCode);
            }
        });
}
