using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Slipway.ApiServer.Http.Routing;
using Slipway.Kubernetes.Errors;

namespace Slipway.ApiServer.Tests.Http;

public sealed class QueryTests
{
    [Theory]
    [InlineData("5", 5)]
    [InlineData("-1", -1)]
    [InlineData("+7", 7)]
    public void Number_ThatIsOne_IsRead(string text, long wanted) => Assert.Equal(wanted, Query("limit", text).Number("limit"));

    [Theory]
    [InlineData("abc", "strconv.ParseInt: parsing \"abc\": invalid syntax")]
    [InlineData("", "strconv.ParseInt: parsing \"\": invalid syntax")]
    [InlineData("1.5", "strconv.ParseInt: parsing \"1.5\": invalid syntax")]
    [InlineData(" 1", "strconv.ParseInt: parsing \" 1\": invalid syntax")]
    [InlineData("9223372036854775808", "strconv.ParseInt: parsing \"9223372036854775808\": value out of range")]
    public void Number_ThatIsNone_IsABadRequest(string text, string wanted)
    {
        var refusal = Assert.Throws<KubeApiException>(() => Query("limit", text).Number("limit"));

        Assert.Equal((400, "BadRequest", wanted), (refusal.Status.Code, refusal.Status.Reason, refusal.Message));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("1", true)]
    [InlineData("yes", true)]
    [InlineData("0", false)]
    [InlineData("FALSE", false)]
    public void Flag_IsFalseForTwoWordsOnly(string text, bool wanted) => Assert.Equal(wanted, Query("watch", text).Flag("watch"));

    [Theory]
    [InlineData("metadata.name=a", "a")]
    [InlineData("type=x,metadata.name==a", "a")]
    [InlineData("metadata.name!=a", "")]
    [InlineData("metadata.name=a/b", "")]
    [InlineData("metadata.name", "")]
    [InlineData("type=a", "")]
    public void SelectedName_IsTheOneThatTheSelectorDemands(string selector, string wanted) =>
        Assert.Equal(wanted, SelectedName.Of(Query("fieldSelector", selector)));

    private static QueryCollection Query(string name, string value) => new(new Dictionary<string, StringValues> { [name] = value });
}
