using Slipway.Cel.Kubernetes;
using Slipway.Cel.Types;
using Slipway.Cel.Values;

namespace Slipway.Cel.Tests.Kubernetes;

public sealed class KubernetesLibraryTests
{
    [Theory]
    [InlineData("[1, 2, 2].isSorted() && !['b', 'a'].isSorted()")]
    [InlineData("[1, 2].sum() == 3 && [duration('1s'), duration('2s')].sum() == duration('3s')")]
    [InlineData("[3, 1].max() == 3 && ['b', 'a'].min() == 'a'")]
    [InlineData("[1, 2, 1].indexOf(1) == 0 && [1, 2, 1].lastIndexOf(1) == 2 && [1].indexOf(5) == -1")]
    [InlineData("'abc 123'.find('[0-9]+') == '123' && 'abc'.find('x') == ''")]
    [InlineData("'1 2 3'.findAll('[0-9]') == ['1', '2', '3'] && '1 2 3'.findAll('[0-9]', 2) == ['1', '2']")]
    [InlineData("isURL('https://a.b:80/c?d=e') && !isURL('a.b') && isURL('/a')")]
    [InlineData("url('https://u@a.b:80/c d?x=1&x=2#f').getHost() == 'a.b:80'")]
    [InlineData("url('https://[::1]:80/').getHostname() == '::1' && url('https://[::1]:80/').getPort() == '80'")]
    [InlineData("url('https://a/b c').getEscapedPath() == '/b%20c' && url('https://a/?x=1&x=2').getQuery() == {'x': ['1', '2']}")]
    [InlineData("isIP('10.0.0.1') && !isIP('10.0.0.01') && !isIP('10.0.0.256') && !isIP('10.0.0') && isIP('::1') && !isIP('::ffff:1.2.3.4')")]
    [InlineData("ip('::1').family() == 6 && ip('127.0.0.1').isLoopback() && ip('169.254.0.1').isLinkLocalUnicast()")]
    [InlineData("ip.isCanonical('::1') && !ip.isCanonical('2001:DB8::1') && ip('::1') == ip('0:0:0:0:0:0:0:1') && string(ip('1.2.3.4')) == '1.2.3.4'")]
    [InlineData("cidr('10.0.0.0/8').containsIP('10.1.2.3') && !cidr('10.0.0.0/8').containsIP(ip('11.0.0.1'))")]
    [InlineData("cidr('10.0.0.0/8').containsCIDR('10.1.0.0/16') && !cidr('10.1.0.0/16').containsCIDR(cidr('10.0.0.0/8'))")]
    [InlineData("cidr('10.1.2.3/8').masked() == cidr('10.0.0.0/8') && cidr('10.1.2.3/8').ip() == ip('10.1.2.3') && cidr('::/0').prefixLength() == 0")]
    [InlineData("!isCIDR('10.0.0.0/33') && !isCIDR('10.0.0.0') && isCIDR('2001:db8::/32') && type(cidr('::/0')) == net.CIDR")]
    [InlineData("quantity('1.5Gi').isGreaterThan(quantity('1.5G')) && quantity('200M') == quantity('0.2G') && isQuantity('1e3') && !isQuantity('1x')")]
    [InlineData("quantity('50k').add(20).asInteger() == 50020 && quantity('1').sub(quantity('3')).asInteger() == -2 && sign(quantity('-1')) == -1")]
    [InlineData("!quantity('100m').isInteger() && quantity('100m').asApproximateFloat() == 0.1 && quantity('1').compareTo(quantity('2')) == -1")]
    [InlineData("semver('1.2.3-rc.1').isLessThan(semver('1.2.3')) && semver('1.10.0').isGreaterThan(semver('1.9.0'))")]
    [InlineData("isSemver('v1.2', true) && !isSemver('v1.2') && semver('v01.2', true).major() == 1 && semver('1.2.3+a') == semver('1.2.3+b')")]
    [InlineData("!format.dns1123Label().validate('a-b').hasValue() && format.dns1123Label().validate('A').hasValue()")]
    [InlineData("format.named('uuid').hasValue() && !format.named('nope').hasValue() && format.dns1035LabelPrefix().validate('a-') == optional.none()")]
    [InlineData("sets.contains([1, 2], [2]) && ['a'].exists(i, v, i == 0 && v == 'a')")]
    [InlineData("authorizer.group('').resource('pods').namespace('a').name('b').check('get').allowed()")]
    [InlineData("authorizer.path('/healthz').check('get').reason() == 'yes'")]
    [InlineData("authorizer.serviceAccount('ns', 'sa').group('apps').resource('deployments').check('get').error() == 'who asks?'")]
    public void Evaluate_OfALibraryCall_IsTrue(string expression)
    {
        var environment = KubernetesCel.Environment.With(new CelVariable("authorizer", KubernetesCel.AuthorizerType));
        var compilation = environment.Compile(expression);

        Assert.True(compilation.Succeeded, compilation.IssueText);
        var value = compilation.Program.Evaluate(CelActivation.Of("authorizer", KubernetesCel.Authorizer(new RecordingAuthorizer()))).Value;
        Assert.Equal("true", value.ToString());
    }

    [Theory]
    [InlineData("quantity('10Mo')", "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'")]
    [InlineData("quantity('10Mm')", "unable to parse quantity's suffix")]
    [InlineData("quantity('1.5').asInteger()", "cannot convert value to integer")]
    [InlineData("ip('1.2.3.4.5')", "IP Address \"1.2.3.4.5\" parse error during conversion from string: ParseAddr(\"1.2.3.4.5\"): IPv4 address too long")]
    [InlineData("ip('::ffff:1.2.3.4')", "IPv4-mapped IPv6 address \"::ffff:1.2.3.4\" is not allowed")]
    [InlineData("url('a b')", "URL parse error during conversion from string: parse \"a b\": invalid URI for request")]
    [InlineData("semver('1.2')", "No Major.Minor.Patch elements found")]
    [InlineData("[1, 2].filter(x, x > 5).max()", "max called on empty list")]
    [InlineData("authorizer.path(' ')", "path must not be empty")]
    public void Evaluate_OfWhatCannotBe_SaysWhatKubeApiserverSays(string expression, string message)
    {
        var environment = KubernetesCel.Environment.With(new CelVariable("authorizer", KubernetesCel.AuthorizerType));

        var value = environment.Compile(expression).Program!
            .Evaluate(CelActivation.Of("authorizer", KubernetesCel.Authorizer(new RecordingAuthorizer()))).Value;

        Assert.Equal(message, Assert.IsType<CelError>(value).Message);
    }

    [Fact]
    public void Check_WithAllDetails_AsksForThem()
    {
        var authorizer = new RecordingAuthorizer();
        const string Expression = "authorizer.serviceAccount('ns', 'sa').group('g').resource('pods').subresource('log').namespace('n').name('x')"
            + ".fieldSelector('a=b').labelSelector('c=d').check('get').allowed()";

        KubernetesCel.Environment.With(new CelVariable("authorizer", KubernetesCel.AuthorizerType)).Compile(Expression).Program!
            .Evaluate(CelActivation.Of("authorizer", KubernetesCel.Authorizer(authorizer)));

        var expected = new CelAuthorizationCheck
        {
            Verb = "get", ServiceAccount = ("ns", "sa"), Group = "g", Resource = "pods", Subresource = "log", Namespace = "n", Name = "x",
            FieldSelector = "a=b", LabelSelector = "c=d",
        };
        Assert.Equal(expected, Assert.Single(authorizer.Checks));
    }
}
