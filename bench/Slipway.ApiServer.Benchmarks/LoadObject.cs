using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Slipway.ApiServer.Benchmarks;

/// <summary>A kind with most of what a schema can say, and an object of it with nearly every field set.</summary>
internal static class LoadObject
{
    public static JsonNode Definition()
    {
        using var stream = typeof(LoadObject).Assembly.GetManifestResourceStream("load-crd.json")!;
        return JsonNode.Parse(stream)!;
    }

    /// <summary>The object with a name of its own, of the length of <c>load-000000</c>.</summary>
    public static byte[] Named(byte[] template, int number) => Encoding.UTF8.GetBytes(
        Encoding.UTF8.GetString(template).Replace("$name", string.Create(CultureInfo.InvariantCulture, $"load-{number:d6}"), StringComparison.Ordinal));

    public static byte[] Json(string name)
    {
        var json = new StringBuilder($$$$"""
            {"apiVersion":"bench.example.com/v1","kind":"Load","metadata":{"name":"{{{{name}}}}","namespace":"default",
            "labels":{"app":"load","shard":"s0"},"annotations":{"bench.example.com/note":"made by a benchmark"}},
            "spec":{"displayName":"Load {{{{name}}}}","replicas":3,"paused":false,"image":"registry.example.com/bench/load:v1.2.3",
            "cpu":"250m","weight":0.25,"timeoutSeconds":45,"host":"a.bench.example.com","notBefore":"2026-01-02T03:04:05Z",
            "mainPort":"http","args":["--listen=:8080","--verbose"],"groups":["alpha","beta"],
            "ports":[{"name":"http","containerPort":8080},{"name":"metrics","containerPort":9090,"protocol":"TCP"}],
            "selector":{"matchLabels":{"app":"load"},"matchExpressions":[{"key":"tier","operator":"In","values":["a","b"]}]},
            "nodeLabels":{"disk":"ssd","zone":"z1"},"strategy":{"rollingUpdate":{"maxSurge":1}},
            "resources":{"limits":{"cpu":1,"memory":"512Mi"},"requests":{"cpu":"100m","memory":"128Mi"}},
            "tolerations":[{"key":"dedicated","operator":"Equal","value":"bench","effect":"NoSchedule"}],
            "storage":{"size":"10Gi","className":"fast","accessModes":["ReadWriteOnce"]},"extra":{"anything":{"goes":[1,2,3]}},
            "env":[{"name":"FIRST","value":"value"},{"name":"SECRET","valueFrom":{"secretKeyRef":{"name":"secret","key":"password"}}}
            """);
        for (var i = 0; i < 11; i++)
        {
            json.Append(CultureInfo.InvariantCulture, $$$""",{"name":"VAR_{{{i:d3}}}","value":"{{{new string('x', 32)}}}"}""");
        }

        return Encoding.UTF8.GetBytes(json.Append("]}}").ToString());
    }
}
