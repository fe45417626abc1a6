using Slipway.Kubernetes.Formats;
using Slipway.Kubernetes.Http;
using Slipway.Kubernetes.Quantities;
using Slipway.Kubernetes.Schemas;
using Slipway.Kubernetes.Selectors;
using Slipway.Kubernetes.Versions;
using Slipway.Testing.Fuzzing;

namespace Slipway.Kubernetes.Tests.Fuzzing;

/// <summary>
/// Parsers of texts that a client writes into a query or a field: each takes or refuses whatever comes, and reads back what it writes.
/// </summary>
public sealed class TextParserFuzzTests
{
    private static readonly string[] Formats =
    [
        "bsonobjectid", "uri", "email", "hostname", "ipv4", "ipv6", "cidr", "mac", "uuid", "uuid3", "uuid4", "uuid5", "isbn", "isbn10", "isbn13",
        "creditcard", "ssn", "hexcolor", "rgbcolor", "byte", "password", "date", "duration", "datetime", "k8s-short-name", "k8s-long-name",
    ];

    [Fact]
    public Task LabelSelector_OfAnyText_IsReadBackOrRefused() => Fuzz.TextAsync(
        "label selector",
        ["a=b,c!=d,e==f", "x in (a,b),y notin (c),!z,w", "example.com/name>5,n<7", "", "a in (),b in (,)"],
        text => ReadBack<SelectorParseException>(text, t => LabelSelector.Parse(t).ToString()),
        count: 2_000);

    [Fact]
    public Task FieldSelector_OfAnyText_IsReadBackOrRefused() => Fuzz.TextAsync(
        "field selector",
        ["metadata.name=a,metadata.namespace!=b", "spec.nodeName==x", "a=\\,b\\=c\\\\", "b\\==x,b\\=c", ""],
        text => ReadBack<SelectorParseException>(text, t => FieldSelector.Parse(t).ToString()),
        count: 2_000);

    [Fact]
    public Task Quantity_OfAnyText_IsReadBackOrRefused() => Fuzz.TextAsync(
        "quantity",
        ["1", "-1.5Gi", "500m", "2e3", "+.5E-3", "0.000000001n", "9223372036854775807", "1Ei", "12e30", "5E-2147483648", "2000e30"],
        text => ReadBack<FormatException>(text, t => Quantity.Parse(t).ToString()),
        count: 2_000);

    [Fact]
    public Task Formats_OfAnyText_DoNotFail() => Fuzz.TextAsync(
        "formats",
        [
            "2026-01-01T00:00:00.5+02:00", "1h30m5.5s", "3 days", "v1.31.0-rc.1+build.5", "http://a:1@b.c:80/d?e=f#g", "a.b@c.d", "10.0.0.0/8", "::ffff:1.2.3.4",
            "01:23:45:67:89:ab", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", "978-3-16-148410-0", "4111-1111-1111-1111", "rgb(1,2,3)", "YWJj",
        ],
        text =>
        {
            foreach (var format in Formats)
            {
                StringFormats.IsValid(format, text);
            }

            _ = SchemaDuration.TryParse(text, out _);
            _ = GoDuration.TryParse(text, out _);
            _ = KubernetesVersion.TryParse(text, out _);
            LabelSyntax.KeyError(text);
            LabelSyntax.ValueError(text);
        });

    [Fact]
    public Task Kubeconfig_OfAnyText_IsReadOrRefused() => Fuzz.TextAsync(
        "kubeconfig",
        [
            """
            apiVersion: v1
            kind: Config
            current-context: a
            contexts:
            - {name: a, context: {cluster: c, user: u, namespace: n}}
            clusters:
            - name: c
              cluster: {server: "https://127.0.0.1:6443", certificate-authority-data: YWJj, tls-server-name: x, insecure-skip-tls-verify: true}
            users:
            - name: u
              user: {token: t, client-certificate-data: YWJj, client-key-data: YWJj}
            """,
        ],
        text => Refuses<KubeconfigException>(() => KubeconfigReader.Read(text, directory: null, context: null)));

    private static void ReadBack<TRefusal>(string text, Func<string, string> normalize)
        where TRefusal : Exception
    {
        string normal;
        try
        {
            normal = normalize(text);
        }
        catch (TRefusal)
        {
            return;
        }

        Assert.Equal(normal, normalize(normal));
    }

    private static void Refuses<TRefusal>(Action parse)
        where TRefusal : Exception
    {
        try
        {
            parse();
        }
        catch (TRefusal)
        {
            // Refused in the way that it says.
        }
    }
}
